// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents

/// A secret, shown this once: `Pages/secret`.
package struct SecretPage: Sendable {
    let title: String
    let taken: Banner
    let secret: CodeBlock
    let expires: String?
    let back: String
    let crumbs: Crumbs

    /// - Parameters:
    ///   - text: what it is for, and that it is not shown again.
    ///   - name: what the secret is.
    package init(
        title: String, text: String, _ name: String, secret: String, expires: String? = nil,
        back: String, backText: String
    ) {
        self.title = title
        taken = Banner(.good, text, isNew: true)
        self.secret = CodeBlock(name, secret, id: "secret", isWrapped: true)
        self.expires = expires
        self.back = back
        crumbs = Crumbs([Link(back, backText)])
    }
}
