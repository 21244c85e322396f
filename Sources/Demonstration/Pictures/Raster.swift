// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A picture in memory: three bytes for each pixel, row after row.
package struct Raster: Sendable, Equatable {
    package struct Colour: Sendable, Equatable {
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// The colour at `share` of the way to another one.
        func mixed(with other: Colour, share: Double) -> Colour {
            func mix(_ left: UInt8, _ right: UInt8) -> UInt8 {
                UInt8(clamping: Int(Double(left) + (Double(right) - Double(left)) * share))
            }
            return Colour(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
        }
    }

    package let width: Int
    package let height: Int
    package private(set) var rgb: [UInt8]

    package init(width: Int, height: Int, _ colour: Colour = Colour(0, 0, 0)) {
        self.width = width
        self.height = height
        rgb = []
        rgb.reserveCapacity(width * height * 3)
        for _ in 0..<width * height { rgb += [colour.red, colour.green, colour.blue] }
    }

    package subscript(x: Int, y: Int) -> Colour {
        get {
            let place = (y * width + x) * 3
            return Colour(rgb[place], rgb[place + 1], rgb[place + 2])
        }
        set {
            let place = (y * width + x) * 3
            rgb[place] = newValue.red
            rgb[place + 1] = newValue.green
            rgb[place + 2] = newValue.blue
        }
    }

    /// Paints every pixel, of these columns and rows where they are given, for which `colour` has
    /// one.
    package mutating func paint(
        columns: Range<Int>? = nil, rows: Range<Int>? = nil,
        _ colour: (_ x: Int, _ y: Int) -> Colour?
    ) {
        let columns = (columns ?? 0..<width).clamped(to: 0..<width)
        for y in (rows ?? 0..<height).clamped(to: 0..<height) {
            for x in columns {
                if let painted = colour(x, y) { self[x, y] = painted }
            }
        }
    }
}
