// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Computes the PDQ fingerprint of a picture from its rows, from top to bottom.
///
/// Results equal, bit for bit and quality included, those of the reference implementation at full
/// resolution (PyPI `pdqhash`, `compute`) on the same pixels. The reference's own file tool first
/// shrinks pictures to 512 pixels by dropping pixels; its fingerprints differ from these in up to
/// 18 bits.
///
/// Memory: about `(height / 128 + 36) * width * 4` bytes.
///
/// ```swift
/// var hasher = PDQHasher(width: width, height: height)
/// for row in rows { hasher.add(row: row) }
/// let reading = hasher.finish()
/// ```
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
    private let luma = LumaRow()
    private var rowCount = 0
    /// Eight rows of brightness on their way into the first pass, and how many are there.
    private var lumaRows: [Float]
    private var lumaRowCount = 0
    private var totals: [Int32]
    private var smoothedRows: [Float]
    private var lanes: [Float]
    /// Eight rows on their way into the second pass.
    private var columnRows: [Float]
    private var columnRowCount = 0
    private var narrowRows: [Float]
    private var first: ColumnSmoother
    private var second: ColumnSmoother
    private var narrow: [Float]
    /// The 64 x 64 picture, filled from the top.
    private var grid: [Float] = []

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
        lumaRows = [Float](repeating: 0, count: Lanes.count * width)
        totals = [Int32](repeating: 0, count: width + 1)
        smoothedRows = lumaRows
        columnRows = lumaRows
        lanes = lumaRows
        narrowRows = [Float](repeating: 0, count: Lanes.count * side)
        narrow = [Float](repeating: 0, count: side)
        first = ColumnSmoother(width: width, height: height)
        second = ColumnSmoother(width: side, height: height)
        grid.reserveCapacity(side * side)
    }

    /// Adds the next row of a picture in colour.
    ///
    /// - Parameter pixels: Red, green and blue of each pixel of the row: three bytes per pixel.
    public mutating func add(row pixels: Span<UInt8>) {
        precondition(pixels.count == 3 * width && rowCount < height)
        rowCount += 1
        let place = lumaRowCount * width
        luma.convert(pixels, count: width, into: &lumaRows, at: place)
        guard !isGridSized else {
            // The reference takes a picture of exactly this size as already shrunk.
            grid += lumaRows[place..<place + width]
            return
        }
        lumaRowCount += 1
        if lumaRowCount == Lanes.count { smoothRows() }
    }

    /// Adds the next row of a picture in grey.
    ///
    /// Gives what three equal bytes for each pixel would give in the reference's own grey path,
    /// faster: sums of bytes need no rounding. Rows of both kinds must not be mixed.
    ///
    /// - Parameter luma: One byte per pixel.
    public mutating func add(lumaRow luma: Span<UInt8>) {
        precondition(luma.count == width && rowCount < height && lumaRowCount == 0)
        rowCount += 1
        guard !isGridSized else {
            for column in 0..<width { grid.append(Float(luma[column])) }
            return
        }
        let filter = rowFilter
        // SAFETY: every buffer has the row's width, the totals one more.
        unsafe luma.withUnsafeBufferPointer { luma in
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                unsafe smoothedRows.withUnsafeMutableBufferPointer { smoothed in
                    guard let luma = luma.baseAddress, let totals = totals.baseAddress,
                        let smoothed = smoothed.baseAddress
                    else { return }
                    unsafe filter.smooth(luma, totals: totals, into: smoothed)
                }
            }
        }
        addSmoothed(rows: 1)
    }

    /// Gives the fingerprint after the last row.
    ///
    /// - Returns: The fingerprint, and its quality.
    public mutating func finish() -> PDQReading {
        guard let grid = finishedGrid() else {
            return PDQReading(hash: PDQHash(words: .zero), quality: 0)
        }
        return transform.reading(of: grid)
    }

    /// Gives the fingerprints of the picture and of its seven turned and mirrored forms, after the
    /// last row.
    ///
    /// - Returns: The eight fingerprints, and the quality that they share.
    public mutating func finishWithSymmetries() -> PDQSymmetries {
        guard let grid = finishedGrid() else { return PDQSymmetries.empty }
        return PDQSymmetries(transform.spectrum(of: grid), transform)
    }

    /// `nil` for a picture that is too small.
    private mutating func finishedGrid() -> [Float]? {
        precondition(rowCount == height)
        guard width >= Self.sideMin, height >= Self.sideMin else { return nil }
        guard !isGridSized else { return grid }
        if lumaRowCount > 0 { smoothRows() }
        while !first.isFinished { addSmoothed(row: nil) }
        if columnRowCount > 0 { smoothAgain() }
        while !second.isFinished { addNarrow(row: nil) }
        return grid
    }

    private var isGridSized: Bool { width == PDQTransform.side && height == PDQTransform.side }

    /// Where sample `index` of 64 comes from: the middle of its share of the line.
    static func source(of index: Int, length: Int) -> Int {
        Int(((Double(index) + 0.5) * Double(length)) / Double(PDQTransform.side))
    }

    /// The first pass over the rows that are waiting.
    private mutating func smoothRows() {
        let (filter, width, count) = (rowFilter, width, lumaRowCount)
        lumaRowCount = 0
        // SAFETY: all three buffers have eight rows. Rows beyond `count` hold what was there
        // before, and nothing reads what becomes of them. Once the rows are in `lanes`, their own
        // buffer takes the results.
        unsafe lumaRows.withUnsafeMutableBufferPointer { rows in
            unsafe lanes.withUnsafeMutableBufferPointer { lanes in
                unsafe smoothedRows.withUnsafeMutableBufferPointer { smoothed in
                    guard let rows = rows.baseAddress, let lanes = lanes.baseAddress,
                        let smoothed = smoothed.baseAddress
                    else { return }
                    unsafe Lanes.gather(rows, width: width, into: lanes)
                    unsafe filter.smooth(lanes: lanes, into: rows)
                    unsafe Lanes.scatter(rows, width: width, into: smoothed)
                }
            }
        }
        addSmoothed(rows: count)
    }

    private mutating func addSmoothed(rows count: Int) {
        for row in 0..<count { addSmoothed(row: row) }
    }

    /// The first pass down the columns; what comes out waits for the second pass.
    private mutating func addSmoothed(row: Int?) {
        let (width, place) = (width, columnRowCount * width)
        // SAFETY: both buffers have eight rows.
        let index = unsafe smoothedRows.withUnsafeBufferPointer { smoothed in
            unsafe columnRows.withUnsafeMutableBufferPointer { output -> Int? in
                guard let smoothed = smoothed.baseAddress, let output = output.baseAddress else {
                    return nil
                }
                return unsafe first.advance(
                    adding: row.map { unsafe smoothed + $0 * width }, into: output + place)
            }
        }
        guard index != nil else { return }
        columnRowCount += 1
        if columnRowCount == Lanes.count { smoothAgain() }
    }

    /// The second pass over rows; only 64 columns of what comes out are needed.
    private mutating func smoothAgain() {
        let (filter, picked, count) = (rowFilter, pickedColumns, columnRowCount)
        columnRowCount = 0
        // SAFETY: as in `smoothRows`; the picked columns rise, and the last one is within a row.
        unsafe columnRows.withUnsafeBufferPointer { rows in
            unsafe lanes.withUnsafeMutableBufferPointer { lanes in
                unsafe narrowRows.withUnsafeMutableBufferPointer { narrow in
                    guard let rows = rows.baseAddress, let lanes = lanes.baseAddress,
                        let narrow = narrow.baseAddress
                    else { return }
                    unsafe Lanes.gather(rows, width: filter.length, into: lanes)
                    unsafe filter.smooth(lanes: lanes, picking: picked, into: narrow)
                }
            }
        }
        for row in 0..<count { addNarrow(row: row) }
    }

    /// The second pass down the 64 columns.
    private mutating func addNarrow(row: Int?) {
        let side = PDQTransform.side
        // SAFETY: eight rows of 64, and 64 outputs.
        let index = unsafe narrowRows.withUnsafeBufferPointer { rows in
            unsafe narrow.withUnsafeMutableBufferPointer { output -> Int? in
                guard let rows = rows.baseAddress, let output = output.baseAddress else {
                    return nil
                }
                return unsafe second.advance(
                    adding: row.map { unsafe rows + $0 * side }, into: output)
            }
        }
        guard let index else { return }
        while grid.count < side * side,
            Self.source(of: grid.count / side, length: height) == index
        {
            grid += narrow
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
        guard fits(pixels.count, width, height, pixelBytes: 3) else { return nil }
        var hasher = PDQHasher(width: width, height: height)
        let rowBytes = 3 * width
        for row in 0..<height {
            hasher.add(row: pixels.extracting(row * rowBytes..<(row + 1) * rowBytes))
        }
        return hasher.finish()
    }

    /// The fingerprint of a whole picture's brightness in memory.
    ///
    /// - Parameters:
    ///   - luma: One byte for each pixel, row after row without padding.
    ///   - width: Pixels in a row.
    ///   - height: Rows.
    /// - Returns: `nil` when the size is not positive or does not fit the number of bytes.
    public static func reading(
        ofLuma luma: Span<UInt8>, width: Int, height: Int
    ) -> PDQReading? {
        guard fits(luma.count, width, height, pixelBytes: 1) else { return nil }
        var hasher = PDQHasher(width: width, height: height)
        for row in 0..<height {
            hasher.add(lumaRow: luma.extracting(row * width..<(row + 1) * width))
        }
        return hasher.finish()
    }

    private static func fits(
        _ count: Int, _ width: Int, _ height: Int, pixelBytes: Int
    ) -> Bool {
        let (rowBytes, rowOverflows) = width.multipliedReportingOverflow(by: pixelBytes)
        let (allBytes, overflows) = rowBytes.multipliedReportingOverflow(by: height)
        return width > 0 && height > 0 && !rowOverflows && !overflows && count == allBytes
    }
}
