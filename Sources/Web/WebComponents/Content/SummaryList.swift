// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Names with their values, each of which may be changed.
package struct SummaryList: Sendable {
    package struct Row: Sendable {
        let name: String
        let value: String?
        /// What stands there when there is no value.
        let placeholder: String
        let tags: [Tag]
        let isCode: Bool
        let changeLink: Link?
        let changeButton: Button?

        package init(
            _ name: String, _ value: String?, placeholder: String = "–", tags: [Tag] = [],
            isCode: Bool = false, changeLink: Link? = nil, changeButton: Button? = nil
        ) {
            self.name = name
            self.value = value
            self.placeholder = placeholder
            self.tags = tags
            self.isCode = isCode
            self.changeLink = changeLink
            self.changeButton = changeButton
        }
    }

    let rows: [Row]

    package init(_ rows: [Row]) { self.rows = rows }
}

/// A few numbers that say how things are.
package struct Statistics: Sendable {
    package struct Item: Sendable {
        let name: String
        let value: String
        let change: String?
        let path: String?

        package init(_ name: String, _ value: String, change: String? = nil, path: String? = nil) {
            self.name = name
            self.value = value
            self.change = change
            self.path = path
        }
    }

    let items: [Item]

    package init(_ items: [Item]) { self.items = items }
}
