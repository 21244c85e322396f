// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The numbers at the side of a drawing and the names below it.
struct ChartAxis: Sendable {
    struct Tick: Sendable {
        /// From the top.
        let y: String
        let text: String
        let isZero: Bool
    }

    struct Label: Sendable {
        let x: String
        let text: String
        let anchor: String
        /// Left out where there is little room.
        let isMinor: Bool
    }

    let ticks: [Tick]
    let labels: [Label]

    init(_ scale: ChartScale, labels: [Label], text: ChartText) {
        ticks = scale.ticks.map { tick in
            Tick(
                y: Self.y(tick, scale), text: text.numbers.text(tick) + text.unit,
                isZero: tick == 0)
        }
        self.labels = labels
    }

    static func y(_ value: Double, _ scale: ChartScale) -> String {
        ChartLength.percent(1 - scale.fraction(value))
    }

    /// The middle of a place along the axis.
    static func middle(_ position: Int, of count: Int) -> Double {
        (Double(position) + 0.5) / Double(max(1, count))
    }

    /// A name in the middle of each place, as many as there is room for.
    static func labels(_ names: [String]) -> [Label] {
        let shown = names.map(short)
        return thinned(
            shown.enumerated().map { position, name in
                Label(
                    x: ChartLength.percent(middle(position, of: names.count)), text: name,
                    anchor: "middle", isMinor: false)
            })
    }

    /// A name at each border between places, the first and last kept inside the drawing.
    static func edgeLabels(_ names: [String]) -> [Label] {
        let last = max(1, names.count - 1)
        return thinned(
            names.map(short).enumerated().map { position, name in
                Label(
                    x: ChartLength.percent(Double(position) / Double(last)), text: name,
                    anchor: position == 0 ? "start" : position == last ? "end" : "middle",
                    isMinor: false)
            })
    }

    // LIMIT: letters of a name below the axis; all of it is in the table.
    static let lettersMax = 14

    private static func short(_ name: String) -> String {
        name.count <= lettersMax ? name : name.prefix(lettersMax - 1) + "…"
    }

    /// Every second, third, … name, so that none runs into the next.
    ///
    /// A letter is about seven pixels wide; a drawing has 600 pixels on a screen, 210 on a phone.
    private static func thinned(_ labels: [Label]) -> [Label] {
        let width = (labels.map(\.text.count).max() ?? 0) * 7 + 14
        let wide = stride(labels.count, room: 600 / width)
        let narrow = stride(labels.count, room: 210 / width)
        return labels.enumerated().compactMap { position, label in
            guard position % wide == 0 else { return nil }
            let step = (narrow + wide - 1) / wide * wide
            return Label(
                x: label.x, text: label.text, anchor: label.anchor, isMinor: position % step != 0)
        }
    }

    private static func stride(_ count: Int, room: Int) -> Int {
        let room = max(1, room)
        return max(1, (count + room - 1) / room)
    }
}
