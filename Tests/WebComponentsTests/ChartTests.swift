// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing
import WebSupport

@testable import WebComponents

@Suite struct ChartTests {
    let rig: ComponentRig
    let text: ChartText

    init() throws {
        rig = try ComponentRig()
        text = ChartText(
            title: "Rain", summary: "It rained.", unit: " mm", language: .english,
            phrases: rig.phrases)
    }

    @Test func `bars are shares of the longest, and say their numbers`() {
        let bars = BarChart(text, [.init("a", 1_200), .init("b", 300), .init("c", 0)]).bars
        #expect(bars.map(\.width) == ["100%", "25%", "0%"])
        #expect(bars.map(\.x) == ["0%", "0%", "0%"])
        #expect(bars.map(\.valueText) == ["1,200 mm", "300 mm", "0 mm"])
        #expect(bars.allSatisfy { $0.zero == nil && $0.colour == "series-1" })
    }

    @Test func `bars below zero begin left of it, in another colour`() {
        let bars = BarChart(text, [.init("a", 30), .init("b", -10)]).bars
        #expect(bars.map(\.x) == ["25%", "0%"])
        #expect(bars.map(\.width) == ["75%", "25%"])
        #expect(bars.map(\.zero) == ["25%", "25%"])
        #expect(bars.map(\.colour) == ["series-1", "series-2"])
    }

    @Test(arguments: [[0.0], [0, 0], [.nan], [5], [-5]])
    func `bars of odd numbers stay inside`(values: [Double]) {
        for bar in BarChart(text, values.map { .init("a", $0) }).bars {
            #expect(["0%", "100%"].contains(bar.width))
            #expect(bar.x == "0%")
        }
        #expect(BarChart(text, [.init("a", .nan)]).bars.first?.valueText == "no number")
    }

    @Test func `without bars there is a sentence`() {
        #expect(BarChart(text, []).noValues == "There are no numbers yet.")
        #expect(BarChart(text, [.init("a", 0)]).noValues == nil)
    }

    @Test func `a line goes from the middle of each place to the next`() {
        let chart = LineChart(
            text, places: ["1", "2"], corner: "Day", [ChartSeries("a", [0, 10])])
        #expect(chart.lines.map(\.points) == ["250,1000 750,0"])
        #expect(chart.dots.map(\.x) == ["25%", "75%"])
        #expect(chart.dots.map(\.y) == ["100%", "0%"])
        #expect(chart.dots.map(\.title) == ["1, a: 0 mm", "2, a: 10 mm"])
        #expect(chart.legend.isEmpty)
    }

    @Test func `a line is broken where there is no number`() {
        let chart = LineChart(
            text, places: ["1", "2", "3", "4", "5"], corner: "Day",
            [ChartSeries("a", [1, 2, nil, 4, 5]), ChartSeries("b", [3, .nan, 3])])
        #expect(chart.lines.count == 2)
        #expect(chart.lines.allSatisfy { $0.colour == "series-1" })
        #expect(chart.dots.filter { $0.colour == "series-2" }.count == 2)
        #expect(chart.legend.map(\.name) == ["a", "b"])
        #expect(chart.table.rows[2].cells.map(\.text) == ["3", "no number", "3 mm"])
    }

    @Test func `one value is a dot in the middle`() {
        let chart = LineChart(text, places: ["1"], corner: "Day", [ChartSeries("a", [4])])
        #expect(chart.lines.isEmpty)
        #expect(chart.dots.map(\.x) == ["50%"])
    }

    @Test func `without numbers a chart says so and draws nothing`() {
        let lines = LineChart(text, places: ["1"], corner: "Day", [ChartSeries("a", [nil])])
        #expect(lines.noValues != nil && lines.dots.isEmpty)
        let stack = StackedChart(text, places: [], corner: "Day", [])
        #expect(stack.noValues != nil && stack.columns.isEmpty)
        let zeros = StackedChart(text, places: ["1"], corner: "Day", [ChartSeries("a", [0])])
        #expect(zeros.columns.isEmpty)
        let counts = Histogram(
            text, edges: [], counts: [1], valueName: "Size", countName: "Count")
        #expect(counts.noValues != nil && counts.columns.isEmpty && counts.table.rows.isEmpty)
        let map = TileMap(text, [], regionName: "Region", valueName: "Count")
        #expect(map.noValues != nil && map.tiles.isEmpty)
    }

    @Test func `parts lie on each other, those below zero under it`() {
        let chart = StackedChart(
            text, places: ["1"], corner: "Day",
            [ChartSeries("a", [6]), ChartSeries("b", [2]), ChartSeries("c", [-8])])
        // The axis goes from -10 to 10.
        #expect(chart.axis.ticks.map(\.text).first == "\u{2212}10 mm")
        #expect(chart.columns.map(\.y) == ["20%", "10%", "50%"])
        #expect(chart.columns.map(\.height) == ["30%", "10%", "40%"])
        #expect(chart.columns.map(\.colour) == ["series-1", "series-2", "series-3"])
        #expect(chart.columns.allSatisfy { $0.x == "16%" && $0.width == "68%" })
    }

    @Test func `a histogram names its borders and counts what is between them`() {
        let counts = Histogram.counts(of: [0, 1, 5, 9.9, 10, 11, -1, .nan], edges: [0, 5, 10])
        #expect(counts == [2, 3])
        #expect(Histogram.counts(of: [1], edges: [1]).isEmpty)
        let chart = Histogram(
            text, edges: [0, 5, 10], counts: counts, valueName: "Size", countName: "Count")
        #expect(chart.axis.labels.map(\.text) == ["0 mm", "5 mm", "10 mm"])
        #expect(chart.axis.labels.map(\.anchor) == ["start", "middle", "end"])
        #expect(chart.axis.ticks.map(\.text) == ["0", "1", "2", "3"])
        #expect(chart.table.rows[1].cells.map(\.text) == ["5 mm–10 mm", "3"])
        #expect(chart.columns.map(\.height) == ["66.67%", "100%"])
    }

    @Test func `a map has a tile for each region, darker for more`() {
        let map = TileMap(
            text,
            [
                .init("A", "Alpha", column: 0, row: 0, value: 100),
                .init("B", "Beta", column: 1, row: 0, value: 1),
                .init("C", "Gamma", column: 0, row: 1, value: 0),
                .init("D", "Delta", column: 1, row: 1, value: nil),
            ], regionName: "Region", valueName: "Count")
        #expect(map.tiles.map(\.level) == ["level-5", "level-1", "level-0", "level-0"])
        #expect(map.tiles.map(\.isHigh) == [true, false, false, false])
        #expect(map.tiles.map(\.valueText) == ["100 mm", "1 mm", "0 mm", "–"])
        #expect(map.tiles[1].x == "50.3%" && map.tiles[2].y == "50.6%")
        #expect(map.levels.map(\.text).last == "80–100 mm")
    }

    @Test func `long names are cut below the drawing and whole in the table`() {
        let name = String(repeating: "weather", count: 20)
        let chart = LineChart(text, places: [name], corner: "Day", [ChartSeries("a", [1])])
        #expect(chart.axis.labels.map(\.text) == ["weatherweathe…"])
        #expect(chart.table.rows[0].cells[0].text == name)
    }

    @Test func `names that would run into each other are left out`() {
        let places = (1...48).map { "2026-W\($0)" }
        let chart = LineChart(
            text, places: places, corner: "Week", [ChartSeries("a", places.map { _ in 1 })])
        #expect((2...8).contains(chart.axis.labels.count))
        let small = chart.axis.labels.filter { !$0.isMinor }
        #expect((1...3).contains(small.count))
        #expect(chart.dots.count == 48 && chart.table.rows.count == 48)
    }

    @Test func `what a name says is never markup`() throws {
        let name = "<b>&\"'"
        let series = [ChartSeries(name, [1]), ChartSeries("b", [2])]
        let regions = [TileMap.Region(name, name, column: 0, row: 0, value: 1)]
        for html in [
            try rig.html("bar-chart", BarChart(text, [.init(name, 1, note: name, path: name)])),
            try rig.html("line-chart", LineChart(text, places: [name], corner: name, series)),
            try rig.html("column-chart", StackedChart(text, places: [name], corner: name, series)),
            try rig.html("tile-map", TileMap(text, regions, regionName: name, valueName: name)),
        ] {
            #expect(!html.contains("<b>&") && !html.contains("\"<") && !html.contains("\"'"))
            #expect(html.contains("&lt;b&gt;&amp;"))
        }
    }
}
