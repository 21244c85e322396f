// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import WebComponents
import WebSupport

extension SelectField {
    /// Every value of an enumeration, with its word from the texts under `prefix`; "all" first.
    package init<Value: CaseIterable & RawRepresentable & Equatable>(
        filter id: String, label: String, _ prefix: String, _ selected: Value?, _ words: PageWords
    ) where Value.RawValue == String {
        self.init(
            id, label: label,
            [Option("", words("list.all"), isSelected: selected == nil)]
                + Value.allCases.map {
                    Option(
                        $0.rawValue, words("\(prefix).\($0.rawValue)"),
                        isSelected: $0 == selected)
                })
    }

    /// The languages, each by its own name.
    package init(languages id: String, label: String, selected: Language?) {
        self.init(
            id, label: label,
            Language.allCases.map {
                Option($0.rawValue, $0.ownName, isSelected: $0 == selected)
            })
    }
}
