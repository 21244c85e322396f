// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A question before something is done that cannot be taken back, with the form that does it.
package struct Confirmation: Sendable {
    let title: String
    let text: String
    let facts: SummaryList?
    let action: String
    let hidden: [HiddenField]
    let reason: TextArea?
    /// Where the reason is one line.
    let reasonLine: TextField?
    let button: Button
    let cancelPath: String
    let isGrave: Bool
    /// Whether the page asks nothing else, so that the question is its heading.
    let isWholePage: Bool

    package init(
        title: String, text: String, facts: SummaryList? = nil, action: String,
        hidden: [HiddenField] = [], reason: TextArea? = nil, reasonLine: TextField? = nil,
        buttonText: String, isGrave: Bool = false, cancelPath: String, isWholePage: Bool = true
    ) {
        self.title = title
        self.text = text
        self.facts = facts
        self.action = action
        self.hidden = hidden
        self.reason = reason
        self.reasonLine = reasonLine
        button = Button(buttonText, tone: isGrave ? .grave : .main)
        self.cancelPath = cancelPath
        self.isGrave = isGrave
        self.isWholePage = isWholePage
    }
}

/// Something over the page that the browser opens and closes by itself, without a script.
///
/// Where a browser cannot, `fallback` leads to a page that asks the same.
package struct Dialog: Sendable {
    let id: String
    let opener: String
    let title: String
    let text: String
    let fallback: Link?

    package init(id: String, opener: String, title: String, text: String, fallback: Link? = nil) {
        self.id = id
        self.opener = opener
        self.title = title
        self.text = text
        self.fallback = fallback
    }
}
