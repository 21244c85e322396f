// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// An internet provider that reports addresses: a person's duty under the mandatory-reporting Act.
package struct Provider: Sendable, Hashable {
    package typealias ID = ProviderID

    package let id: ID
    /// Stands on every receipt of this provider (SOR/2011-292, section 3).
    package let identifier: ProviderIdentifier
    package let name: String
    /// Where notices to this provider go; `nil` when it is to be looked up.
    package let abuseEmail: String?
    package let language: Language
    package let createdAt: Timestamp
    package internal(set) var disabledAt: Timestamp?
}
