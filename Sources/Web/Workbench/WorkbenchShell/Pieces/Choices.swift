// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import WebSupport

/// One choice of a list.
package struct Choice: Sendable {
    let value: String
    let text: String
    let isSelected: Bool

    package init(value: String, text: String, isSelected: Bool) {
        self.value = value
        self.text = text
        self.isSelected = isSelected
    }
}

/// A list to choose from, as a form shows it.
package struct Choices: Sendable {
    let name: String
    let label: String
    let options: [Choice]

    package init(name: String, label: String, options: [Choice]) {
        self.name = name
        self.label = label
        self.options = options
    }
}

extension Choices {
    /// Every value of an enumeration, with its word from the texts under `prefix`; "all" first.
    package init<Value: CaseIterable & RawRepresentable & Equatable>(
        filter name: String, label: String, _ prefix: String, _ selected: Value?, _ words: PageWords
    ) where Value.RawValue == String {
        self.init(
            name: name, label: label,
            options: [Choice(value: "", text: words("list.all"), isSelected: selected == nil)]
                + Value.allCases.map {
                    Choice(
                        value: $0.rawValue, text: words("\(prefix).\($0.rawValue)"),
                        isSelected: $0 == selected)
                })
    }

    /// The languages, each by its own name.
    package init(languages name: String, label: String, selected: Language?) {
        self.init(
            name: name, label: label,
            options: Language.allCases.map {
                Choice(value: $0.rawValue, text: $0.ownName, isSelected: $0 == selected)
            })
    }
}
