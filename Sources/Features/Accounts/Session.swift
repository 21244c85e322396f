// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
package import NightlightCore

/// A signed-in browser.
package struct Session: Sendable {
    /// What the cookie carries; the database knows only its hash.
    package let token: String
    package let account: Account
    package let createdAt: Timestamp
    /// When it ends however much it is used.
    package let expiresAt: Timestamp
    let csrfSecret: [UInt8]

    /// What every form of this session carries.
    package var csrfToken: String { Hexadecimal.encode(csrfSecret) }

    /// Whether a form came from a page of this session.
    package func accepts(csrfToken: String) -> Bool {
        SecretToken.areEqual(Array(csrfToken.utf8), Array(self.csrfToken.utf8))
    }
}

extension Session: Concealed {}
