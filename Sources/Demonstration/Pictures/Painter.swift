// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Draws pictures of weather and of nothing: hills, suns, drifts of snow and grain, never twice the
/// same for two seeds.
package struct Painter {
    private var dice: Dice

    package init(seed: UInt64) { dice = Dice(seed: seed) }

    /// A picture with enough in it to be recognised by.
    package mutating func picture(width: Int, height: Int) -> Raster {
        var picture = Raster(width: width, height: height)
        let (above, below) = (colour(), colour())
        picture.paint { _, y in above.mixed(with: below, share: Double(y) / Double(height)) }
        for _ in 0..<6 { hill(in: &picture) }
        for _ in 0..<14 { disc(in: &picture) }
        for _ in 0..<8 { bar(in: &picture) }
        grain(in: &picture)
        return picture
    }

    /// One colour from edge to edge: nothing to recognise anything by.
    package mutating func blank(width: Int, height: Int) -> Raster {
        Raster(width: width, height: height, colour())
    }

    private mutating func colour() -> Raster.Colour {
        Raster.Colour(
            .random(in: 0...255, using: &dice), .random(in: 0...255, using: &dice),
            .random(in: 0...255, using: &dice))
    }

    private mutating func hill(in picture: inout Raster) {
        let colour = colour()
        let centre = Int.random(in: 0..<picture.width, using: &dice)
        let reach = Int.random(in: picture.width / 8...picture.width / 2, using: &dice)
        let top = Int.random(in: picture.height / 3..<picture.height, using: &dice)
        let height = picture.height
        picture.paint(rows: top..<height) { x, y in
            let away = Double(x - centre) / Double(reach)
            let edge = Double(top) + away * away * Double(height) / 2
            return Double(y) > edge ? colour : nil
        }
    }

    private mutating func disc(in picture: inout Raster) {
        let colour = colour()
        let least = min(picture.width, picture.height)
        let radius = Int.random(in: least / 30...least / 6, using: &dice)
        let (left, top) = (
            Int.random(in: 0..<picture.width, using: &dice),
            Int.random(in: 0..<picture.height, using: &dice)
        )
        picture.paint(
            columns: left - radius..<left + radius + 1, rows: top - radius..<top + radius + 1
        ) { x, y in
            let (across, down) = (x - left, y - top)
            return across * across + down * down <= radius * radius ? colour : nil
        }
    }

    private mutating func bar(in picture: inout Raster) {
        let colour = colour()
        let (left, top) = (
            Int.random(in: 0..<picture.width, using: &dice),
            Int.random(in: 0..<picture.height, using: &dice)
        )
        let width = Int.random(in: picture.width / 30...picture.width / 4, using: &dice)
        let height = Int.random(in: picture.height / 30...picture.height / 4, using: &dice)
        picture.paint(columns: left..<left + width, rows: top..<top + height) { _, _ in colour }
    }

    private mutating func grain(in picture: inout Raster) {
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let shift = Int.random(in: -9...9, using: &dice)
                let colour = picture[x, y]
                picture[x, y] = Raster.Colour(
                    UInt8(clamping: Int(colour.red) + shift),
                    UInt8(clamping: Int(colour.green) + shift),
                    UInt8(clamping: Int(colour.blue) + shift))
            }
        }
    }
}
