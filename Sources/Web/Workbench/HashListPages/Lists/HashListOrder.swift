// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import WebComponents

/// In which order the lists are shown: there are few, and all are on one page.
struct HashListOrder: Sendable, Equatable {
    enum Column: String, CaseIterable, Sendable {
        case name, entries, held, changed
    }

    let column: Column
    let isDescending: Bool

    /// As the query says, such as `entries` or `-entries`; by name otherwise.
    init(_ text: String?) {
        isDescending = text?.hasPrefix("-") ?? false
        column = text.flatMap { Column(rawValue: String($0.drop { $0 == "-" })) } ?? .name
    }

    func sorted(_ lists: [HashList]) -> [HashList] {
        let ascending = lists.sorted { one, other in
            switch column {
            case .name: one.name.lowercased() < other.name.lowercased()
            case .entries: (one.usedCount, one.name) < (other.usedCount, other.name)
            case .held: (one.heldCount, one.name) < (other.heldCount, other.name)
            case .changed: one.changedAt < other.changedAt
            }
        }
        return isDescending ? ascending.reversed() : ascending
    }

    /// The heading of a column: pressed again, it turns the order round.
    func heading(_ column: Column, _ title: String, isNumber: Bool = false) -> DataTable.Column {
        let isCurrent = column == self.column
        let turnsRound = isCurrent ? !isDescending : isNumber
        return DataTable.Column(
            title, isNumber: isNumber,
            sortPath: "\(HashListPath.all)?order=\(turnsRound ? "-" : "")\(column.rawValue)",
            order: isCurrent ? (isDescending ? .descending : .ascending) : nil)
    }
}
