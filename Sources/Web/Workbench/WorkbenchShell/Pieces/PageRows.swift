// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The rows of one page of a long list, of which one more was read to learn whether others follow.
package struct PageRows<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// The last of them, where the next page begins; `nil` when nothing follows.
    package let last: Row?

    /// How many rows to read for a page of `count`.
    package static func readCount(_ count: Int) -> Int { count + 1 }

    /// - Parameter count: how many rows a page has at most.
    package init(_ read: [Row], count: Int) {
        rows = Array(read.prefix(count))
        last = read.count > count ? rows.last : nil
    }
}
