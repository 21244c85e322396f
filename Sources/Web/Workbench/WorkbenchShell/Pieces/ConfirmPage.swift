// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebComponents

/// A question on a page of its own, before something is done that is hard to undo: `Pages/confirm`.
package struct ConfirmPage: Sendable {
    let title: String
    let crumbs: Crumbs
    let confirmation: Confirmation

    /// - Parameters:
    ///   - hidden: what the form says besides its token.
    ///   - cancelPath: where who thinks better of it goes.
    package init(
        title: String, text: String, facts: SummaryList? = nil, action: String,
        hidden: [HiddenField] = [], reason: TextField? = nil, buttonText: String,
        isGrave: Bool = true, cancelPath: String, crumbs: [Link], for request: StaffRequest
    ) {
        self.title = title
        self.crumbs = Crumbs(crumbs)
        confirmation = Confirmation(
            title: title, text: text, facts: facts, action: action,
            hidden: [request.tokenField] + hidden, reasonLine: reason,
            buttonText: buttonText, isGrave: isGrave, cancelPath: cancelPath)
    }
}
