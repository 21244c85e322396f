// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How often values of each size occur.
package struct Histogram: Sendable {
    let title: String
    let summary: String
    let axis: ChartAxis
    let columns: [ChartColumn]
    let legend: [LegendItem]
    let table: DataTable
    let noValues: String?

    /// - Parameters:
    ///   - edges: the borders of the classes, rising; one more than there are counts.
    ///   - counts: how many values lie between one border and the next.
    ///   - valueName: the heading of the classes in the table.
    ///   - countName: the heading of the counts.
    package init(
        _ text: ChartText, edges: [Double], counts: [Int], valueName: String, countName: String
    ) {
        title = text.title
        summary = text.summary
        let counts = Array(counts.prefix(max(0, edges.count - 1)))
        let borders = edges.map { text.numbers.text($0) + text.unit }
        let ranges = counts.indices.map { "\(borders[$0])–\(borders[$0 + 1])" }
        let scale = ChartScale(counts.map(Double.init))
        let countText = ChartText(counting: text)
        axis = ChartAxis(
            scale, labels: counts.isEmpty ? [] : ChartAxis.edgeLabels(borders), text: countText)
        columns = counts.enumerated().compactMap { position, count in
            guard count > 0 else { return nil }
            return ChartColumn(
                from: 0, to: Double(count), scale, position: position, of: counts.count,
                filling: 0.97, colour: ChartColour.classes(of: 0),
                title: "\(ranges[position]): \(text.numbers.text(count))")
        }
        legend = []
        table = DataTable(
            caption: text.title,
            [DataTable.Column(valueName), DataTable.Column(countName, isNumber: true)],
            zip(ranges, counts).map { range, count in
                DataTable.Row([DataTable.Cell(range), DataTable.Cell(text.numbers.text(count))])
            }, isNarrow: true)
        noValues = counts.contains { $0 > 0 } ? nil : text.noValues
    }

    /// Counts values into classes; the last class includes its upper border, and what lies outside
    /// all of them is not counted.
    package static func counts(of values: [Double], edges: [Double]) -> [Int] {
        guard let last = edges.last, edges.count > 1 else { return [] }
        var counts = Array(repeating: 0, count: edges.count - 1)
        for value in values where value.isFinite && value <= last {
            let above = edges.firstIndex { $0 > value } ?? edges.count - 1
            if above > 0 { counts[above - 1] += 1 }
        }
        return counts
    }
}

extension ChartText {
    /// The same, for counts that have no unit.
    fileprivate init(counting text: ChartText) {
        title = text.title
        summary = text.summary
        numbers = text.numbers
        noValues = text.noValues
        noValue = text.noValue
        unit = ""
    }
}
