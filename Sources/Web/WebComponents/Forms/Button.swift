// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Something to press in a form.
package struct Button: Sendable {
    package enum Weight: String, Sendable, CaseIterable {
        /// What most people come to press; one to a page.
        case main
        case quiet
        /// Takes away something that does not come back.
        case grave
    }

    let text: String
    let hiddenText: String?
    let name: String?
    let value: String?
    let id: String?
    let classes: String
    let formAction: String?
    /// The form it belongs to, when it stands outside.
    let form: String?
    let describedBy: String?
    let skipsValidation: Bool
    let isDisabled: Bool
    let isBusy: Bool

    package init(
        _ text: String, hiddenText: String? = nil, name: String? = nil, value: String? = nil,
        id: String? = nil, tone: Weight = .main, isSmall: Bool = false, isLink: Bool = false,
        formAction: String? = nil, form: String? = nil, describedBy: String? = nil,
        skipsValidation: Bool = false, isDisabled: Bool = false, isBusy: Bool = false
    ) {
        self.text = text
        self.hiddenText = hiddenText
        self.name = name
        self.value = value
        self.id = id
        self.formAction = formAction
        self.form = form
        self.describedBy = describedBy
        self.skipsValidation = skipsValidation
        self.isDisabled = isDisabled
        self.isBusy = isBusy
        let base = isLink ? "link-button" : "button"
        let extra = [
            tone == .main ? nil : tone.rawValue, isSmall ? "small" : nil, isBusy ? "busy" : nil,
        ]
        classes = ([base] + extra.compactMap { $0 }).joined(separator: " ")
    }
}
