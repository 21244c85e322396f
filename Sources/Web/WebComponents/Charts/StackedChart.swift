// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a whole is made of, place by place: columns of parts that lie on each other.
package struct StackedChart: Sendable {
    let title: String
    let summary: String
    let axis: ChartAxis
    let columns: [ChartColumn]
    let legend: [LegendItem]
    let table: DataTable
    let noValues: String?

    /// Parts below zero hang below it, so that neither hides the other.
    package init(
        _ text: ChartText, places: [String], corner: String, _ series: [ChartSeries]
    ) {
        title = text.title
        summary = text.summary
        let stacks = places.indices.map { position in
            Self.stack(series.map { $0.value(at: position) })
        }
        let scale = ChartScale(stacks.joined().flatMap { [$0.from, $0.to] })
        axis = ChartAxis(scale, labels: ChartAxis.labels(places), text: text)
        columns = places.indices.flatMap { position in
            stacks[position].map { part in
                let value = series[part.series].value(at: position)
                return ChartColumn(
                    from: part.from, to: part.to, scale, position: position, of: places.count,
                    filling: 0.68, colour: ChartColour.classes(of: part.series),
                    title: "\(places[position]), \(series[part.series].name): "
                        + text.value(value))
            }
        }
        legend = ChartTable.legend(series)
        table = ChartTable.table(text, places: places, corner: corner, series)
        noValues = stacks.joined().isEmpty ? text.noValues : nil
    }

    private struct Part {
        let series: Int
        let from: Double
        let to: Double
    }

    private static func stack(_ values: [Double?]) -> [Part] {
        var above = 0.0
        var below = 0.0
        return values.enumerated().compactMap { series, value in
            guard let value, value != 0 else { return nil }
            let from = value > 0 ? above : below
            let to = from + value
            if value > 0 { above = to } else { below = to }
            return Part(series: series, from: from, to: to)
        }
    }
}

/// An upright bar between two numbers.
struct ChartColumn: Sendable {
    let x: String
    let y: String
    let width: String
    let height: String
    let colour: String
    let title: String

    /// - Parameter filling: how much of its place it takes; the rest is a gap.
    init(
        from: Double, to: Double, _ scale: ChartScale, position: Int, of count: Int,
        filling: Double, colour: String, title: String
    ) {
        let low = scale.fraction(min(from, to))
        let high = scale.fraction(max(from, to))
        let place = 1 / Double(max(1, count))
        x = ChartLength.percent((Double(position) + (1 - filling) / 2) * place)
        width = ChartLength.percent(filling * place)
        y = ChartLength.percent(1 - high)
        height = ChartLength.percent(high - low)
        self.colour = colour
        self.title = title
    }
}
