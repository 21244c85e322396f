// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How numbers went on over time, one line for each series.
package struct LineChart: Sendable {
    struct Line: Sendable {
        /// Corners in thousandths of the drawing's sides.
        let points: String
        let colour: String
    }

    struct Dot: Sendable {
        let x: String
        let y: String
        let colour: String
        let title: String
    }

    let title: String
    let summary: String
    let axis: ChartAxis
    let lines: [Line]
    let dots: [Dot]
    let legend: [LegendItem]
    let table: DataTable
    let noValues: String?

    /// - Parameters:
    ///   - places: what the numbers are along, such as months.
    ///   - corner: the heading of `places` in the table.
    package init(
        _ text: ChartText, places: [String], corner: String, _ series: [ChartSeries]
    ) {
        title = text.title
        summary = text.summary
        let all = series.flatMap { line in places.indices.compactMap { line.value(at: $0) } }
        let scale = ChartScale(all)
        axis = ChartAxis(scale, labels: ChartAxis.labels(places), text: text)
        lines = series.enumerated().flatMap { number, line in
            Self.runs(of: line, count: places.count).filter { $0.count > 1 }.map { run in
                Line(
                    points: run.map { position, value in
                        let x = ChartAxis.middle(position, of: places.count) * 1_000
                        let y = (1 - scale.fraction(value)) * 1_000
                        return "\(ChartLength.number(x)),\(ChartLength.number(y))"
                    }.joined(separator: " "), colour: ChartColour.classes(of: number))
            }
        }
        dots = series.enumerated().flatMap { number, line in
            places.indices.compactMap { position -> Dot? in
                guard let value = line.value(at: position) else { return nil }
                return Dot(
                    x: ChartLength.percent(ChartAxis.middle(position, of: places.count)),
                    y: ChartAxis.y(value, scale), colour: ChartColour.classes(of: number),
                    title: "\(places[position]), \(line.name): \(text.value(value))")
            }
        }
        legend = ChartTable.legend(series)
        table = ChartTable.table(text, places: places, corner: corner, series)
        noValues = all.isEmpty ? text.noValues : nil
    }

    /// A line ends where there is no number and begins again behind it.
    private static func runs(of series: ChartSeries, count: Int) -> [[(Int, Double)]] {
        var runs: [[(Int, Double)]] = [[]]
        for position in 0..<count {
            if let value = series.value(at: position) {
                runs[runs.count - 1].append((position, value))
            } else {
                runs.append([])
            }
        }
        return runs
    }
}

/// What all charts of several series have besides the drawing.
enum ChartTable {
    /// One series needs no key to its colour.
    static func legend(_ series: [ChartSeries]) -> [LegendItem] {
        guard series.count > 1 else { return [] }
        return series.enumerated().map {
            LegendItem(name: $1.name, colour: ChartColour.classes(of: $0))
        }
    }

    static func table(
        _ text: ChartText, places: [String], corner: String, _ series: [ChartSeries]
    ) -> DataTable {
        DataTable(
            caption: text.title,
            [DataTable.Column(corner)]
                + series.map { DataTable.Column($0.name, isNumber: true) },
            places.enumerated().map { position, place in
                DataTable.Row(
                    [DataTable.Cell(place)]
                        + series.map { DataTable.Cell(text.value($0.value(at: position))) })
            }, isNarrow: series.count < 3)
    }
}
