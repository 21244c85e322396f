// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What narrows a list down: a form that asks again by its address, and what it asks now.
package struct FilterBar: Sendable {
    /// One condition that holds now.
    package struct Chip: Sendable {
        let text: String
        /// The list without this condition.
        let removePath: String

        package init(_ text: String, removePath: String) {
            self.text = text
            self.removePath = removePath
        }
    }

    let action: String
    let label: String
    let hidden: [HiddenField]
    let search: TextField?
    let selects: [SelectField]
    let chips: [Chip]
    /// The list without any condition.
    let clearPath: String?
    /// Many conditions are folded away where the screen is small.
    let isFolded: Bool
    let isOpen: Bool

    /// - Parameter hidden: what else the list's address says, to be kept.
    package init(
        action: String, label: String, hidden: [HiddenField] = [], search: TextField? = nil,
        selects: [SelectField] = [], chips: [Chip] = [], clearPath: String? = nil
    ) {
        self.action = action
        self.label = label
        self.hidden = hidden
        isFolded = selects.count + (search == nil ? 0 : 1) > 2
        isOpen = !chips.isEmpty
        self.search = search
        self.selects = selects
        self.chips = chips
        self.clearPath = chips.isEmpty ? nil : clearPath
    }
}

/// The way through a long list, a page at a time.
package struct Paging: Sendable {
    let firstPath: String?
    let previousPath: String?
    let nextPath: String?
    /// Which part of the list this is, in words.
    let position: String?

    /// `nil` when everything is on one page and there is nothing to say.
    package init?(
        first: String? = nil, previous: String? = nil, next: String? = nil,
        position: String? = nil
    ) {
        guard first != nil || previous != nil || next != nil || position != nil else {
            return nil
        }
        firstPath = first
        previousPath = previous
        nextPath = next
        self.position = position
    }
}
