// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Numbers by name, longest names welcome: a table whose middle column is drawn.
package struct BarChart: Sendable {
    package struct Item: Sendable {
        let name: String
        let value: Double
        let note: String?
        let path: String?

        package init(_ name: String, _ value: Double, note: String? = nil, path: String? = nil) {
            self.name = name
            self.value = value
            self.note = note
            self.path = path
        }
    }

    struct Bar: Sendable {
        let name: String
        let note: String?
        let path: String?
        let x: String
        let width: String
        let valueText: String
        let colour: String
        /// Where zero is, when some numbers are below it.
        let zero: String?
    }

    let title: String
    let summary: String
    let bars: [Bar]
    let noValues: String?

    package init(_ text: ChartText, _ items: [Item]) {
        title = text.title
        summary = text.summary
        let values = items.map(\.value).filter(\.isFinite)
        let least = min(0, values.min() ?? 0)
        let most = max(0, values.max() ?? 0)
        // No round numbers here: the longest bar is as long as there is room.
        let span = most > least ? most - least : 1
        let zero = -least / span
        bars = items.map { item in
            let value = item.value.isFinite ? item.value : 0
            let end = (value - least) / span
            return Bar(
                name: item.name, note: item.note, path: item.path,
                x: ChartLength.percent(min(zero, end)),
                width: ChartLength.percent(abs(end - zero)), valueText: text.value(item.value),
                colour: ChartColour.classes(of: value < 0 ? 1 : 0),
                zero: least < 0 ? ChartLength.percent(zero) : nil)
        }
        noValues = items.isEmpty ? text.noValues : nil
    }
}
