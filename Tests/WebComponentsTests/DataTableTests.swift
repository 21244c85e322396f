// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import Testing
import WebComponents

struct DataTableTests {
    /// Rows that can be ticked beside rows that cannot: no value stands under another heading.
    @Test func `every row has as many cells as the head`() throws {
        let table = DataTable(
            caption: "Weather", [.init("Place"), .init("Rain")],
            [
                .init(
                    pick: .init(name: "place", value: "a", label: "A"),
                    [.init("A"), .init("much")]),
                .init([.init("B"), .init("little")]),
            ])
        let html = try ComponentRig().html("data-table", table)
        let rows = html.components(separatedBy: "<tr ").dropFirst()
        let counts = rows.map { row in
            row.components(separatedBy: "<td ").count + row.components(separatedBy: "<th ").count
        }
        #expect(rows.count == 3)
        #expect(Set(counts).count == 1, "\(counts)")
    }
}
