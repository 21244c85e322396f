// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// A small picture that code paints: plain shapes, mostly without smoothed edges, which the
/// fingerprint hardly sees.
struct Canvas {
    /// Red, green and blue, 0 to 255 each.
    struct Colour {
        let red: UInt8
        let green: UInt8
        let blue: UInt8

        init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        static func grey(_ level: UInt8) -> Colour { Colour(level, level, level) }
        static let white = grey(255)
        static let black = grey(0)
    }

    let side: Int
    private var pixels: [UInt8]

    init(side: Int, _ colour: Colour) {
        self.side = side
        pixels = []
        pixels.reserveCapacity(side * side * 3)
        for _ in 0..<side * side { pixels += [colour.red, colour.green, colour.blue] }
    }

    /// Paints every pixel for which `colour` gives one; places go from 0 to 1 across and down.
    mutating func paint(_ colour: (_ across: Double, _ down: Double) -> Colour?) {
        for row in 0..<side {
            for column in 0..<side {
                let across = (Double(column) + 0.5) / Double(side)
                let down = (Double(row) + 0.5) / Double(side)
                guard let colour = colour(across, down) else { continue }
                let place = (row * side + column) * 3
                pixels[place] = colour.red
                pixels[place + 1] = colour.green
                pixels[place + 2] = colour.blue
            }
        }
    }

    /// Paints every pixel with the mean of four places in it, as browsers smooth edges.
    mutating func paint(smoothly light: (_ across: Double, _ down: Double) -> SIMD3<Double>) {
        let quarter = 0.25 / Double(side)
        paint { across, down in
            let sum =
                light(across - quarter, down - quarter) + light(across + quarter, down - quarter)
                + light(across - quarter, down + quarter) + light(across + quarter, down + quarter)
            let mean = (sum / 4).rounded(.toNearestOrAwayFromZero)
            return Colour(UInt8(mean.x), UInt8(mean.y), UInt8(mean.z))
        }
    }

    /// Paints the pixels of one row between two places across.
    private mutating func span(_ row: Int, from: Double, to: Double, _ colour: Colour) {
        let first = max(0, Int((from * Double(side) - 0.5).rounded(.up)))
        let last = min(side - 1, Int((to * Double(side) - 0.5).rounded(.down)))
        guard row >= 0, row < side, first <= last else { return }
        var place = (row * side + first) * 3
        for _ in first...last {
            pixels[place] = colour.red
            pixels[place + 1] = colour.green
            pixels[place + 2] = colour.blue
            place += 3
        }
    }

    /// Paints the rows of a shape, given how far it reaches across at each place down.
    private mutating func rows(
        from top: Double, to bottom: Double, _ colour: Colour,
        _ reach: (_ down: Double) -> (from: Double, to: Double)?
    ) {
        let first = max(0, Int((top * Double(side)).rounded(.down)))
        let last = min(side - 1, Int((bottom * Double(side)).rounded(.up)))
        guard first <= last else { return }
        for row in first...last {
            let down = (Double(row) + 0.5) / Double(side)
            guard (top...bottom).contains(down), let reach = reach(down) else { continue }
            span(row, from: reach.from, to: reach.to, colour)
        }
    }

    mutating func rectangle(
        from: (Double, Double), to: (Double, Double), _ colour: Colour
    ) {
        rows(from: from.1, to: to.1, colour) { _ in (from.0, to.0) }
    }

    /// - Parameter radii: half the width and half the height.
    mutating func ellipse(
        around centre: (Double, Double), radii: (Double, Double), _ colour: Colour
    ) {
        rows(from: centre.1 - radii.1, to: centre.1 + radii.1, colour) { down in
            let y = (down - centre.1) / radii.1
            let half = max(0, 1 - y * y).squareRoot() * radii.0
            return (centre.0 - half, centre.0 + half)
        }
    }

    /// A straight line with round ends.
    mutating func line(
        from start: (Double, Double), to end: (Double, Double), width: Double, _ colour: Colour
    ) {
        let (x, y) = (end.0 - start.0, end.1 - start.1)
        let length = x * x + y * y
        paint { across, down in
            let along = ((across - start.0) * x + (down - start.1) * y) / length
            let nearest = min(max(along, 0), 1)
            let (dx, dy) = (across - start.0 - nearest * x, down - start.1 - nearest * y)
            return dx * dx + dy * dy <= width * width / 4 ? colour : nil
        }
    }

    /// A triangle, with its corners in either direction.
    mutating func triangle(
        _ first: (Double, Double), _ second: (Double, Double), _ third: (Double, Double),
        _ colour: Colour
    ) {
        let corners = [first, second, third]
        let downs = corners.map(\.1)
        rows(from: downs.min() ?? 0, to: downs.max() ?? 0, colour) { down in
            // Where the level line at this place crosses the sides.
            let crossings = (0..<3).compactMap { number -> Double? in
                let (a, b) = (corners[number], corners[(number + 1) % 3])
                guard a.1 != b.1, (min(a.1, b.1)...max(a.1, b.1)).contains(down) else {
                    return nil
                }
                return a.0 + (b.0 - a.0) * (down - a.1) / (b.1 - a.1)
            }
            guard let left = crossings.min(), let right = crossings.max() else { return nil }
            return (left, right)
        }
    }

    /// The fingerprint, with its quality.
    var reading: PDQReading? {
        PDQHasher.reading(ofRGB: pixels.span, width: side, height: side)
    }
}
