// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// A mailbox that takes notices, whoever named it: the directory, a registry, or a person.
package struct AbuseContact: Sendable, Equatable {
    package typealias ID = ContactID

    /// What is known about mail to it.
    package enum Status: String, Sendable, CaseIterable, SQLConvertible {
        case unverified
        /// Somebody answered, or a person vouches for it.
        case working
        /// Mail to it was refused for good: nothing more is sent until a person marks it otherwise.
        case refusing
    }

    package let id: ID
    /// Lower case.
    package let email: String
    package let name: String
    /// `nil` when unknown: notices then say everything in both languages.
    package let language: Language?
    package let status: Status
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}
