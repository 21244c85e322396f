// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Computes PDQ fingerprints of pictures of one size, with one multiplication for each pixel, or
/// for a fraction of the pixels.
///
/// Results follow those of `PDQHasher` closely but not bit for bit: sums are rounded in another
/// order, and a picture that was decoded at a fraction of its size has lost its finest detail.
/// Documentation/Reference/fingerprints.md has the measured differences. At full size the hash is
/// nearly always the same.
///
/// Make one for a video, and use it for all frames.
///
/// - Complexity: O(`width` x `height` of what was decoded).
public struct FastPDQHasher {
    /// Width of the full picture as stored, in pixels.
    public let width: Int
    /// Height of the full picture as stored, in pixels.
    public let height: Int
    /// How many pixels of the full picture became one, in each direction.
    public let denominator: Int

    /// What the values of the luma that is given mean.
    public let range: LumaRange

    private let rows: TentWeights
    private let columns: TentWeights
    private let swapsAxes: Bool
    private let transform = PDQTransform()
    private let weigher: RowWeigher
    private var sums: [Float]
    private var grid = [Float](repeating: 0, count: PDQTransform.side * PDQTransform.side)

    /// A hasher for pictures of one size.
    ///
    /// - Parameters:
    ///   - width: Of the full picture as stored, at least 1 pixel.
    ///   - height: Of the full picture as stored, at least 1 pixel.
    ///   - denominator: 1 when all pixels are given; *d* when each given pixel is the mean of
    ///     *d* x *d*, as a JPEG decoder makes them: 1, 2, 4 or 8.
    ///   - orientation: The EXIF orientation, 1 to 8, that turns the stored picture upright. The
    ///     fingerprint is the upright picture's.
    ///   - range: What the values of the luma that is given mean.
    public init(
        width: Int, height: Int, denominator: Int = 1, orientation: Int = 1,
        range: LumaRange = .full
    ) {
        self.init(
            width: width, height: height, denominator: denominator, orientation: orientation,
            range: range, weigher: RowWeigher())
    }

    init(
        width: Int, height: Int, denominator: Int, orientation: Int, range: LumaRange = .full,
        weigher: RowWeigher
    ) {
        precondition(width > 0 && height > 0 && denominator > 0)
        self.width = width
        self.height = height
        self.denominator = denominator
        self.weigher = weigher
        self.range = range
        // Columns run backwards in 2, 3, 7 and 8, rows in 3, 4, 6 and 7; from 5 on axes are
        // swapped.
        let (mirrorsColumns, mirrorsRows) = (
            [2, 3, 7, 8].contains(orientation), [3, 4, 6, 7].contains(orientation)
        )
        let side = PDQTransform.side
        if width == side, height == side, denominator == 1 {
            // The reference takes a picture of exactly this size as already shrunk.
            columns = TentWeights(ofGridMirrored: mirrorsColumns)
            rows = TentWeights(ofGridMirrored: mirrorsRows)
        } else {
            columns = TentWeights(
                length: width, denominator: denominator, isMirrored: mirrorsColumns)
            rows = TentWeights(length: height, denominator: denominator, isMirrored: mirrorsRows)
        }
        swapsAxes = (5...8).contains(orientation)
        sums = [Float](repeating: 0, count: 3 * Self.scaled(width, denominator))
    }

    /// The largest denominator, of 1, 2, 4 and 8, at which a picture keeps the detail that its
    /// fingerprint needs.
    ///
    /// - Parameters:
    ///   - width: Of the full picture, in pixels.
    ///   - height: Of the full picture, in pixels.
    /// - Returns: One that leaves the shorter side 120 pixels or more, or 1.
    public static func denominator(forWidth width: Int, height: Int) -> Int {
        // Measured: below 120 pixels fingerprints drift by more than 6 bits.
        [8, 4, 2].first { min(width, height) / $0 >= 120 } ?? 1
    }

    /// Width or height of what a decoder gives at a denominator.
    ///
    /// - Parameters:
    ///   - length: Of the full picture, in pixels.
    ///   - denominator: How many become one.
    /// - Returns: The quotient, rounded up.
    public static func scaled(_ length: Int, _ denominator: Int) -> Int {
        (length + denominator - 1) / denominator
    }

    /// Gives the fingerprint of a picture's brightness.
    ///
    /// - Parameters:
    ///   - luma: One byte for each pixel, row after row.
    ///   - rowBytes: From one row's beginning to the next one's; the width or more.
    /// - Returns: `nil` when there are too few bytes for the size.
    public mutating func reading(ofLuma luma: Span<UInt8>, rowBytes: Int) -> PDQReading? {
        let scaledWidth = Self.scaled(width, denominator)
        guard holds(luma.count, rowBytes: rowBytes, pixelBytes: 1) else { return nil }
        guard isLargeEnough else { return Self.empty }
        unsafe fill(from: luma, rowBytes: rowBytes, byteWidth: scaledWidth) { sums, place, weight in
            weight * (unsafe sums[place])
        }
        // Where black is does not matter; how far white is from it decides the quality.
        if range == .limited { for place in grid.indices { grid[place] *= 255 / 219 } }
        return transform.reading(of: grid)
    }

    /// Gives the fingerprint of a picture in colour.
    ///
    /// - Parameters:
    ///   - rgb: Red, green and blue of each pixel, row after row.
    ///   - rowBytes: From one row's beginning to the next one's; three times the width or more.
    /// - Returns: `nil` when there are too few bytes for the size.
    public mutating func reading(ofRGB rgb: Span<UInt8>, rowBytes: Int) -> PDQReading? {
        let scaledWidth = Self.scaled(width, denominator)
        guard holds(rgb.count, rowBytes: rowBytes, pixelBytes: 3) else { return nil }
        guard isLargeEnough else { return Self.empty }
        unsafe fill(from: rgb, rowBytes: rowBytes, byteWidth: 3 * scaledWidth) {
            sums, place, weight in
            let pixel = 3 &* place
            let luma =
                unsafe sums[pixel] * 0.299 + sums[pixel &+ 1] * 0.587 + sums[pixel &+ 2] * 0.114
            return weight * luma
        }
        return transform.reading(of: grid)
    }

    private static var empty: PDQReading { PDQReading(hash: PDQHash(words: .zero), quality: 0) }

    private var isLargeEnough: Bool {
        width >= PDQHasher.sideMin && height >= PDQHasher.sideMin
    }

    /// Whether there are as many bytes as the size needs; the last row may end early.
    private func holds(_ count: Int, rowBytes: Int, pixelBytes: Int) -> Bool {
        let rowCount = Self.scaled(height, denominator)
        let (byteWidth, overflows) = Self.scaled(width, denominator)
            .multipliedReportingOverflow(by: pixelBytes)
        let (before, alsoOverflows) = rowBytes.multipliedReportingOverflow(by: rowCount - 1)
        return !overflows && !alsoOverflows && rowBytes >= byteWidth
            && count >= byteWidth && before <= count - byteWidth
    }

    /// Fills the 64 x 64 picture.
    ///
    /// - Parameter weighed: what a pixel's sums add to a sample, given their place and a weight.
    private mutating func fill(
        from pixels: Span<UInt8>, rowBytes: Int, byteWidth: Int,
        _ weighed: (UnsafePointer<Float>, Int, Float) -> Float
    ) {
        let side = PDQTransform.side
        let (rows, columns, weigher, swapsAxes) = (rows, columns, weigher, swapsAxes)
        // SAFETY: `holds` vouches for the pixels; weights begin and end within a line.
        unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                unsafe rows.weights.withUnsafeBufferPointer { weights in
                    guard let pixels = pixels.baseAddress, let sums = sums.baseAddress,
                        let weights = weights.baseAddress
                    else { return }
                    for row in 0..<side {
                        unsafe weigher.weigh(
                            pixels + rows.starts[row] * rowBytes, stride: rowBytes,
                            width: byteWidth, weights: weights + rows.offsets[row],
                            count: rows.count(of: row), into: sums)
                        for column in 0..<side {
                            var sample: Float = 0
                            let (start, offset) = (columns.starts[column], columns.offsets[column])
                            for number in 0..<columns.count(of: column) {
                                sample += unsafe weighed(
                                    sums, start + number, columns.weights[offset + number])
                            }
                            grid[swapsAxes ? column * side + row : row * side + column] = sample
                        }
                    }
                }
            }
        }
    }
}
