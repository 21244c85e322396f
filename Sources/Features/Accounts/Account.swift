// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A person who works with the Workbench.
package struct Account: Sendable, Hashable {
    package typealias ID = AccountID

    package let id: ID
    /// What the person types to sign in; unique, however it is capitalised.
    package let name: String
    package let email: String?
    package let role: AccountRole
    package let language: Language
    package let createdAt: Timestamp
    package let disabledAt: Timestamp?
    /// Whether a password was ever set; without one only a one-time link lets the person in.
    package let hasPassword: Bool
}
