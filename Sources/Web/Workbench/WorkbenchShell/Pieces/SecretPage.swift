// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A secret, shown this once: `Pages/secret`.
package struct SecretPage: Sendable {
    let title: String
    let text: String
    let secret: String
    let expires: String?
    let back: String
    let backText: String

    package init(
        title: String, text: String, secret: String, expires: String? = nil, back: String,
        backText: String
    ) {
        self.title = title
        self.text = text
        self.secret = secret
        self.expires = expires
        self.back = back
        self.backText = backText
    }
}
