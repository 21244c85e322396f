// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A country drawn as one tile for each region, at about its place.
///
/// Every region has the same room, so that a small one with many cases is seen as well as a large
/// one with few. The tiles are data of whoever draws the map.
package struct TileMap: Sendable {
    package struct Region: Sendable {
        let code: String
        let name: String
        let column: Int
        let row: Int
        let value: Double?

        /// - Parameters:
        ///   - code: two or three letters that fit into a tile.
        ///   - value: `nil` where no number may be shown.
        package init(_ code: String, _ name: String, column: Int, row: Int, value: Double?) {
            self.code = code
            self.name = name
            self.column = column
            self.row = row
            self.value = value
        }
    }

    struct Tile: Sendable {
        let x: String
        let y: String
        let width: String
        let height: String
        let middle: String
        let codeY: String
        let valueY: String
        let code: String
        let valueText: String
        let title: String
        let level: String
        /// Dark enough for light letters.
        let isHigh: Bool
    }

    struct Level: Sendable {
        let colour: String
        let text: String
    }

    let title: String
    let summary: String
    let height: Int
    let tiles: [Tile]
    let levels: [Level]
    let table: DataTable
    let noValues: String?

    private static let rowHeight = 58

    package init(
        _ text: ChartText, _ regions: [Region], regionName: String, valueName: String
    ) {
        title = text.title
        summary = text.summary
        let columns = (regions.map(\.column).max() ?? 0) + 1
        let rows = (regions.map(\.row).max() ?? 0) + 1
        height = rows * Self.rowHeight
        let bounds = Self.bounds(regions.compactMap(\.value))
        tiles = regions.map { region in
            let level = Self.level(region.value, bounds)
            let width = 1 / Double(columns)
            let tall = 1 / Double(rows)
            return Tile(
                x: ChartLength.percent(Double(region.column) * width + 0.003),
                y: ChartLength.percent(Double(region.row) * tall + 0.006),
                width: ChartLength.percent(width - 0.006),
                height: ChartLength.percent(tall - 0.012),
                middle: ChartLength.percent((Double(region.column) + 0.5) * width),
                codeY: ChartLength.percent((Double(region.row) + 0.44) * tall),
                valueY: ChartLength.percent((Double(region.row) + 0.76) * tall),
                code: region.code,
                valueText: region.value.map { text.value($0) } ?? "–",
                title: "\(region.name): \(text.value(region.value))", level: "level-\(level)",
                isHigh: level > 3)
        }
        levels = bounds.enumerated().map { position, bound in
            let from = position == 0 ? 0 : bounds[position - 1]
            return Level(
                colour: "level-\(position + 1)",
                text: "\(text.numbers.text(from))–\(text.numbers.text(bound))\(text.unit)")
        }
        table = DataTable(
            caption: text.title,
            [DataTable.Column(regionName), DataTable.Column(valueName, isNumber: true)],
            regions.map {
                DataTable.Row([DataTable.Cell($0.name), DataTable.Cell(text.value($0.value))])
            }, isNarrow: true)
        noValues = regions.contains { $0.value != nil } ? nil : text.noValues
    }

    /// The upper ends of up to five levels, equally far apart and round.
    private static func bounds(_ values: [Double]) -> [Double] {
        guard values.contains(where: { $0 > 0 }) else { return [] }
        return Array(ChartScale(values.map { max(0, $0) }, about: 5).ticks.dropFirst().prefix(5))
    }

    /// 0 where there is no number or nothing.
    private static func level(_ value: Double?, _ bounds: [Double]) -> Int {
        guard let value, value > 0 else { return 0 }
        return (bounds.firstIndex { value <= $0 } ?? bounds.count - 1) + 1
    }
}
