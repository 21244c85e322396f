// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Computes the PDQ fingerprint of a picture from its rows, from top to bottom.
///
/// Results equal, bit for bit and quality included, those of the reference implementation at full
/// resolution (PyPI `pdqhash`, `compute`) on the same pixels. The reference's own file tool first
/// shrinks pictures to 512 pixels by dropping pixels; its fingerprints differ from these in up to
/// 18 bits.
///
/// Memory: about `(height / 128 + 4) * width * 4` bytes, whatever the height.
public struct PDQHasher {
    /// The least width and height that have a fingerprint.
    ///
    /// Anything smaller reads as the empty fingerprint with quality 0, as the reference has it.
    public static let sideMin = 5

    private let width: Int
    private let height: Int
    private let rowFilter: BoxFilter
    private let pickedColumns: [Int]
    private let transform = PDQTransform()
    private var rowCount = 0
    private var luma: [Float]
    private var smoothed: [Float]
    private var narrow: [Float]
    private var first: ColumnSmoother
    private var second: ColumnSmoother
    /// The 64 x 64 picture, filled from the top.
    private var grid: [Float]
    private var gridRowCount = 0

    /// A hasher for a picture of the given size, at least 1 x 1.
    ///
    /// - Parameters:
    ///   - width: Pixels in a row.
    ///   - height: Rows that will be added.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0)
        let side = PDQTransform.side
        self.width = width
        self.height = height
        rowFilter = BoxFilter(length: width)
        pickedColumns = (0..<side).map { Self.source(of: $0, length: width) }
        luma = [Float](repeating: 0, count: width)
        smoothed = [Float](repeating: 0, count: width)
        narrow = [Float](repeating: 0, count: side)
        first = ColumnSmoother(width: width, height: height)
        second = ColumnSmoother(width: side, height: height)
        grid = [Float](repeating: 0, count: side * side)
    }

    /// Adds the next row.
    ///
    /// - Parameter pixels: Red, green and blue of each pixel of the row: three bytes per pixel.
    public mutating func add(row pixels: Span<UInt8>) {
        precondition(pixels.count == 3 * width && rowCount < height)
        rowCount += 1
        // The reference multiplies in double precision and rounds once.
        let width = width
        // SAFETY: the precondition vouches for three bytes for each of the `width` samples.
        unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe luma.withUnsafeMutableBufferPointer { luma in
                var column = 0
                var byte = 0
                while column < width {
                    let red = unsafe Double(pixels[byte])
                    let green = unsafe Double(pixels[byte &+ 1])
                    let blue = unsafe Double(pixels[byte &+ 2])
                    unsafe luma[column] = Float(red * 0.299 + green * 0.587 + blue * 0.114)
                    column &+= 1
                    byte &+= 3
                }
            }
        }
        if isGridSized {
            // The reference takes a picture of exactly this size as already shrunk.
            keep(luma)
        } else {
            Self.smooth(luma, into: &smoothed, with: rowFilter)
            if first.advance(adding: smoothed) != nil { smoothAgain() }
        }
    }

    /// Gives the fingerprint after the last row.
    ///
    /// - Returns: The fingerprint, and its quality.
    public mutating func finish() -> PDQReading {
        precondition(rowCount == height)
        guard width >= Self.sideMin, height >= Self.sideMin else {
            return PDQReading(hash: PDQHash(words: .zero), quality: 0)
        }
        if !isGridSized {
            while !first.isFinished {
                if first.advance(adding: nil) != nil { smoothAgain() }
            }
            while !second.isFinished { keepNext(adding: nil) }
        }
        return transform.reading(of: grid)
    }

    private var isGridSized: Bool { width == PDQTransform.side && height == PDQTransform.side }

    /// Where sample `index` of 64 comes from: the middle of its share of the line.
    private static func source(of index: Int, length: Int) -> Int {
        Int(((Double(index) + 0.5) * Double(length)) / Double(PDQTransform.side))
    }

    /// The second pass over a row that came out of the first; only 64 of its columns are needed.
    private mutating func smoothAgain() {
        Self.smooth(first.output, into: &smoothed, with: rowFilter)
        for (index, column) in pickedColumns.enumerated() { narrow[index] = smoothed[column] }
        keepNext(adding: narrow)
    }

    private mutating func keepNext(adding row: [Float]?) {
        guard let index = second.advance(adding: row) else { return }
        while gridRowCount < PDQTransform.side,
            Self.source(of: gridRowCount, length: height) == index
        {
            keep(second.output)
        }
    }

    private mutating func keep(_ row: [Float]) {
        let start = gridRowCount * PDQTransform.side
        grid.replaceSubrange(start..<start + PDQTransform.side, with: row)
        gridRowCount += 1
    }

    private static func smooth(
        _ input: [Float], into output: inout [Float], with filter: BoxFilter
    ) {
        precondition(input.count == filter.length && output.count == filter.length)
        // SAFETY: both arrays have the filter's length, and are distinct.
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                guard let from = input.baseAddress, let into = output.baseAddress else { return }
                unsafe filter.smooth(from, into: into)
            }
        }
    }
}

extension PDQHasher {
    /// The fingerprint of a whole picture in memory.
    ///
    /// - Parameters:
    ///   - pixels: Red, green and blue of each pixel, row after row without padding.
    ///   - width: Pixels in a row.
    ///   - height: Rows.
    /// - Returns: `nil` when the size is not positive or does not fit the number of bytes.
    public static func reading(
        ofRGB pixels: Span<UInt8>, width: Int, height: Int
    ) -> PDQReading? {
        let (rowBytes, rowOverflows) = width.multipliedReportingOverflow(by: 3)
        let (allBytes, overflows) = rowBytes.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !rowOverflows, !overflows, pixels.count == allBytes else {
            return nil
        }
        var hasher = PDQHasher(width: width, height: height)
        for row in 0..<height {
            hasher.add(row: pixels.extracting(row * rowBytes..<(row + 1) * rowBytes))
        }
        return hasher.finish()
    }
}
