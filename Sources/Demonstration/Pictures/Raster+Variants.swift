// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What becomes of a picture on its way through the net.
extension Raster {
    /// Another size, each pixel the mean of the pixels it stands for.
    package func resized(width: Int, height: Int) -> Raster {
        var result = Raster(width: width, height: height)
        result.paint { x, y in
            let (left, top) = (x * self.width / width, y * self.height / height)
            let right = max(left + 1, (x + 1) * self.width / width)
            let bottom = max(top + 1, (y + 1) * self.height / height)
            var sums = (red: 0, green: 0, blue: 0)
            for row in top..<bottom {
                for column in left..<right {
                    let colour = self[column, row]
                    sums.red += Int(colour.red)
                    sums.green += Int(colour.green)
                    sums.blue += Int(colour.blue)
                }
            }
            let count = (right - left) * (bottom - top)
            return Colour(
                UInt8(sums.red / count), UInt8(sums.green / count), UInt8(sums.blue / count))
        }
        return result
    }

    /// Without this many percent of its width and height, evenly at all sides.
    package func cropped(percent: Int) -> Raster {
        let (left, top) = (width * percent / 200, height * percent / 200)
        var result = Raster(width: width - 2 * left, height: height - 2 * top)
        result.paint { x, y in self[x + left, y + top] }
        return result
    }

    /// As in a mirror.
    package var flipped: Raster {
        var result = self
        result.paint { x, y in self[width - 1 - x, y] }
        return result
    }

    /// With a line of light marks on a dark bar at its lower edge, as long as a sentence.
    package var captioned: Raster {
        let bar = max(6, height / 14)
        var result = self
        result.paint(rows: height - bar..<height) { x, y in
            let line = y - height + bar
            let isMark = x % 7 < 4 && line > bar / 4 && line < bar * 3 / 4
            return isMark ? Colour(235, 235, 235) : Colour(24, 24, 28)
        }
        return result
    }
}
