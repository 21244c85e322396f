// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A provider's credential, as a list shows it: without the secret, which nobody can see again.
package struct ProviderToken: Sendable, Hashable {
    /// The first part of the token: finds the row and tells tokens apart.
    package let prefix: String
    package let createdAt: Timestamp
    package let usedAt: Timestamp?
    package let revokedAt: Timestamp?
}
