// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A secret with which one person sets a password, once.
package struct SignInLink: Sendable {
    /// Stands in the link's address; shown once, kept only as its hash.
    package let token: String
    package let expiresAt: Timestamp
}

extension SignInLink: Concealed {}
