// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebSupport
package import NightlightCore

/// What every chart says besides its numbers.
package struct ChartText: Sendable {
    let title: String
    /// What the numbers say, in a sentence: who cannot see the drawing has only this and the table.
    let summary: String
    let numbers: NumberText
    let noValues: String
    let noValue: String
    /// What follows a number, such as ` %` or ` h`.
    let unit: String

    package init(
        title: String, summary: String, unit: String = "", language: Language, phrases: Phrases
    ) {
        self.title = title
        self.summary = summary
        self.unit = unit
        numbers = NumberText(language)
        noValues = phrases("components.chart.noValues")
        noValue = phrases("components.chart.noValue")
    }

    func value(_ number: Double?) -> String {
        number.flatMap { $0.isFinite ? numbers.text($0) + unit : nil } ?? noValue
    }
}

/// One row of numbers under a name, such as what one year had in each month.
package struct ChartSeries: Sendable {
    let name: String
    let values: [Double?]

    /// - Parameter values: one for each place along the axis; `nil` where there is no number.
    package init(_ name: String, _ values: [Double?]) {
        self.name = name
        self.values = values
    }

    func value(at position: Int) -> Double? {
        guard values.indices.contains(position), let value = values[position], value.isFinite
        else { return nil }
        return value
    }
}

/// Which of the colours a series has; after the last they begin again.
enum ChartColour {
    // LIMIT: six can be told apart; who needs more should draw another chart.
    static let count = 6

    static func classes(of position: Int) -> String { "series-\(position % count + 1)" }
}

/// A name with the colour that stands for it.
struct LegendItem: Sendable {
    let name: String
    let colour: String
}
