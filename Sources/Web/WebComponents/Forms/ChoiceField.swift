// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A few things to choose from, all in sight.
package struct ChoiceField: Sendable {
    package enum Kind: String, Sendable {
        /// One of them.
        case radio
        /// Any of them.
        case checkbox
    }

    package struct Option: Sendable {
        let id: String
        let value: String
        let title: String
        let hint: String?
        let tag: Tag?
        let isChecked: Bool
        let isDisabled: Bool

        package init(
            id: String, value: String, _ title: String, hint: String? = nil, tag: Tag? = nil,
            isChecked: Bool = false, isDisabled: Bool = false
        ) {
            self.id = id
            self.value = value
            self.title = title
            self.hint = hint
            self.tag = tag
            self.isChecked = isChecked
            self.isDisabled = isDisabled
        }
    }

    let name: String
    let legend: String
    /// Whether the question is the page's heading.
    let isHeading: Bool
    let kind: String
    let hint: String?
    let error: String?
    let describedBy: String?
    let options: [Option]

    package init(
        _ name: String, legend: String, isHeading: Bool = false, _ kind: Kind = .radio,
        hint: String? = nil, error: String? = nil, _ options: [Option]
    ) {
        self.name = name
        self.legend = legend
        self.isHeading = isHeading
        self.kind = kind.rawValue
        self.hint = hint
        self.error = error
        describedBy = Description.ids(name, hint: hint, error: error)
        self.options = options
    }
}

/// One of many, in a list that opens.
package struct SelectField: Sendable {
    package struct Option: Sendable {
        let value: String
        let text: String
        let isSelected: Bool

        package init(_ value: String, _ text: String, isSelected: Bool = false) {
            self.value = value
            self.text = text
            self.isSelected = isSelected
        }
    }

    let id: String
    let name: String
    let label: String
    let hint: String?
    let error: String?
    let describedBy: String?
    let isDisabled: Bool
    let options: [Option]

    package init(
        _ id: String, label: String, name: String? = nil, hint: String? = nil,
        error: String? = nil, isDisabled: Bool = false, _ options: [Option]
    ) {
        self.id = id
        self.name = name ?? id
        self.label = label
        self.hint = hint
        self.error = error
        describedBy = Description.ids(id, hint: hint, error: error)
        self.isDisabled = isDisabled
        self.options = options
    }
}
