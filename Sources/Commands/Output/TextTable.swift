// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Rows of text in aligned columns, as wide as their widest cell.
struct TextTable {
    let header: [String]
    private(set) var rows: [[String]] = []

    init(_ header: [String]) { self.header = header }

    mutating func add(_ row: [String]) { rows.append(row.map(Self.singleLine)) }

    var rendered: String {
        var widths = header.map(\.count)
        for row in rows {
            for (column, cell) in row.enumerated() where column < widths.count {
                widths[column] = max(widths[column], cell.count)
            }
        }
        return ([header] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < row.count - 1 else { break }
                line += String(repeating: " ", count: widths[column] - cell.count + 2)
            }
            return line
        }.joined(separator: "\n")
    }

    /// Control characters would let stored text move the cursor of somebody's terminal.
    static func singleLine(_ cell: String) -> String {
        String(
            cell.unicodeScalars.map {
                $0.value < 0x20 || (0x7f...0x9f).contains($0.value) ? " " : Character($0)
            })
    }
}
