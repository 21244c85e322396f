// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebComponents

/// What can be done about one thing, each with what it means and how it is done: `Partials/acts`.
package struct Acts: Sendable {
    let title: String
    let items: [Act]

    /// `nil` when nothing can be done, so that the page shows nothing.
    package init?(_ title: String, _ items: [Act]) {
        guard !items.isEmpty else { return nil }
        self.title = title
        self.items = items
    }
}

/// One of them: a form, or a link to a page that asks once more.
package struct Act: Sendable {
    struct Form: Sendable {
        let action: String
        let hidden: [HiddenField]
        let select: SelectField?
        let button: Button
    }

    let title: String
    let about: String
    let form: Form?
    let link: Link?

    /// - Parameter hidden: what the form says besides its token.
    package init(
        _ title: String, _ about: String, action: String,
        hidden: [HiddenField] = [], select: SelectField? = nil, button: Button
    ) {
        self.title = title
        self.about = about
        form = Form(action: action, hidden: hidden, select: select, button: button)
        link = nil
    }

    package init(_ title: String, _ about: String, link: Link) {
        self.title = title
        self.about = about
        form = nil
        self.link = link
    }
}
