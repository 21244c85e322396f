// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebComponents
import WebSupport

/// Charts with ordinary numbers, and with the numbers that charts go wrong with.
struct ChartSpecimens {
    let bars: [BarChart]
    let lines: [LineChart]
    let stacks: [StackedChart]
    let histograms: [Histogram]
    let maps: [TileMap]

    init(_ phrases: Phrases, _ language: Language) {
        func text(_ key: String, unit: String = "") -> ChartText {
            ChartText(
                title: phrases("gallery.chart.\(key)"), summary: phrases("gallery.sentence"),
                unit: unit, language: language, phrases: phrases)
        }
        let weather = ["rain", "snow", "hail"].map { phrases("gallery.\($0)") }
        let long = phrases("gallery.long")
        bars = [
            BarChart(
                text("bars"),
                [
                    .init(weather[0], 1_204, path: "#"), .init(weather[1], 370),
                    .init(weather[2], 0),
                    .init(long, 88.5, note: phrases("gallery.change")),
                ]),
            BarChart(
                text("negative", unit: " °C"),
                zip(weather, [12, -8.25, 3]).map { BarChart.Item($0, $1) }),
            BarChart(text("none"), []),
        ]
        let months = (1...12).map { "2026-\($0 < 10 ? "0" : "")\($0)" }
        let corner = phrases("gallery.month")
        lines = [
            LineChart(
                text("lines"), places: months, corner: corner,
                [
                    ChartSeries(weather[0], months.indices.map { Double(40 + $0 * $0 * 3 % 70) }),
                    ChartSeries(
                        weather[1],
                        months.indices.map { $0 == 5 ? nil : Double(90 - $0 * 7 % 60) }),
                    ChartSeries(weather[2], months.indices.map { Double($0 * 4) }),
                ]),
            LineChart(
                text("one", unit: " %"), places: ["2026"], corner: corner,
                [ChartSeries(weather[0], [37.5])]),
            LineChart(text("none"), places: months, corner: corner, []),
        ]
        stacks = [
            StackedChart(
                text("stack"), places: months, corner: corner,
                weather.enumerated().map { position, name in
                    ChartSeries(
                        name, months.indices.map { Double(($0 * 5 + position * 13) % 40 + 4) })
                }),
            StackedChart(
                text("below"), places: [long, weather[0], weather[1]], corner: corner,
                [ChartSeries(weather[0], [4, -2, 3]), ChartSeries(weather[1], [2, -3, -1])]),
        ]
        let edges = stride(from: 0.0, through: 50, by: 5).map { $0 }
        histograms = [
            Histogram(
                text("histogram", unit: " h"), edges: edges,
                counts: [3, 14, 37, 52, 41, 20, 9, 0, 2, 1], valueName: phrases("gallery.age"),
                countName: phrases("gallery.kittens")),
            Histogram(
                text("none"), edges: edges, counts: [], valueName: phrases("gallery.age"),
                countName: phrases("gallery.kittens")),
        ]
        maps = [
            TileMap(
                text("map"), GalleryRegions.provinces(language),
                regionName: phrases("gallery.place"),
                valueName: phrases("gallery.kittens"))
        ]
    }
}

/// Canada as tiles, with as many kittens as letters allow.
enum GalleryRegions {
    private static let places:
        [(code: String, name: String, column: Int, row: Int, value: Double?)] = [
            ("YT", "Yukon", 0, 0, 12), ("NT", "Northwest Territories", 1, 0, 7),
            ("NU", "Nunavut", 2, 0, nil), ("BC", "British Columbia", 0, 1, 840),
            ("AB", "Alberta", 1, 1, 610), ("SK", "Saskatchewan", 2, 1, 204),
            ("MB", "Manitoba", 3, 1, 230), ("ON", "Ontario", 4, 1, 2_480),
            ("QC", "Quebec", 5, 1, 1_730), ("NL", "Newfoundland and Labrador", 6, 0, 96),
            ("NB", "New Brunswick", 6, 1, 140), ("PE", "Prince Edward Island", 7, 1, 0),
            ("NS", "Nova Scotia", 7, 2, 188),
        ]

    private static let french = [
        "NT": "Territoires du Nord-Ouest", "BC": "Colombie-Britannique", "QC": "Québec",
        "NL": "Terre-Neuve-et-Labrador", "NB": "Nouveau-Brunswick",
        "PE": "Île-du-Prince-Édouard", "NS": "Nouvelle-Écosse",
    ]

    static func provinces(_ language: Language) -> [TileMap.Region] {
        places.map {
            let name = language == .french ? french[$0.code] ?? $0.name : $0.name
            return TileMap.Region($0.code, name, column: $0.column, row: $0.row, value: $0.value)
        }
    }
}
