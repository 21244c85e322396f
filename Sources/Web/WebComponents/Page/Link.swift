// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Somewhere to go.
package struct Link: Sendable {
    let path: String
    let text: String
    /// What a person who cannot see the surroundings needs besides: which one this opens.
    let hiddenText: String?

    package init(_ path: String, _ text: String, hiddenText: String? = nil) {
        self.path = path
        self.text = text
        self.hiddenText = hiddenText
    }
}

/// The parts of an application, or the views of one list, of which one is open.
package struct Navigation: Sendable {
    package struct Item: Sendable {
        let path: String
        let text: String
        /// How many there are, where that is worth knowing.
        let count: String?
        let isCurrent: Bool

        package init(_ path: String, _ text: String, count: String? = nil, isCurrent: Bool = false)
        {
            self.path = path
            self.text = text
            self.count = count
            self.isCurrent = isCurrent
        }
    }

    /// What these are, for who hears the page.
    let label: String
    let items: [Item]

    package init(label: String, _ items: [Item]) {
        self.label = label
        self.items = items
    }
}

/// The way from the first page to this one.
package struct Crumbs: Sendable {
    let links: [Link]

    package init(_ links: [Link]) { self.links = links }
}
