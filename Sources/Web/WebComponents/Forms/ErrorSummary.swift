// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The problems of a form, listed above it, each linked to its field.
package struct ErrorSummary: Sendable {
    package struct Item: Sendable {
        package let field: String
        package let text: String

        package init(field: String, text: String) {
            self.field = field
            self.text = text
        }
    }

    package let items: [Item]

    /// `nil` when there are none, so that the page shows nothing.
    package init?(_ items: [Item]) {
        guard !items.isEmpty else { return nil }
        self.items = items
    }

    /// The text to print beside a field.
    package func text(at field: String) -> String? { items.first { $0.field == field }?.text }
}
