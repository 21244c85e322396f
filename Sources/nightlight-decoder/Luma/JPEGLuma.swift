// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reads the brightness of a JPEG file at an eighth or a quarter of its size, and nothing else.
///
/// Most of a decoder's time goes into Huffman codes. Here all values that the small picture does
/// not need are passed over, several at a time, and nothing is kept of them. Whatever is not usual
/// has no answer: the caller then asks libjpeg-turbo, which knows everything.
///
/// Keep one for many files: it keeps its tables and its memory.
@safe final class JPEGLuma {
    // LIMIT: what a child holds on to between files; a larger file's memory is given back.
    private static let keptBytesMax = 4 << 20

    private var cache = LumaTablesCache()
    private var unstuffed: [UInt8] = []
    private var pixels: [UInt8] = []

    /// Gives the mean of each square of `denominator` x `denominator` pixels of the brightness.
    ///
    /// Squares at the right and lower edges go on into what the encoder filled its blocks with.
    ///
    /// - Parameters:
    ///   - frame: what the file says of itself.
    ///   - denominator: 4 or 8.
    ///   - body: gets the means, row after row, and the bytes from one row to the next.
    /// - Returns: `nil` for a file that is damaged or not usual.
    /// - Complexity: O(bytes + blocks).
    func withPlane<Result>(
        of bytes: [UInt8], _ frame: JPEGFrame, denominator: Int,
        _ body: (Span<UInt8>, _ rowBytes: Int) -> Result
    ) -> Result? {
        precondition(denominator == 4 || denominator == 8)
        let purpose: LumaTables.Purpose = denominator == 8 ? .mean : .quarters
        var tables: [LumaTables] = []
        for (number, part) in frame.components.enumerated() {
            let found = cache.tables(
                dc: part.dcCode, ac: part.acCode, for: number == 0 ? purpose : .nothing)
            guard let found else { return nil }
            tables.append(found)
        }
        let luma = frame.components[0]
        let unitsAcross = JPEGFrame.units(in: frame.width, blocks: luma.across)
        let unitsDown = JPEGFrame.units(in: frame.height, blocks: luma.down)
        let side = 8 / denominator
        let rowBytes = unitsAcross * luma.across * side
        let byteCount = rowBytes * unitsDown * luma.down * side
        if pixels.count < byteCount { pixels = [UInt8](repeating: 0, count: byteCount) }
        let needed = bytes.count - frame.dataStart + EntropySegment.paddingBytes
        if unstuffed.count < needed { unstuffed = [UInt8](repeating: 0, count: needed) }
        defer {
            if pixels.count > Self.keptBytesMax { pixels = [] }
            if unstuffed.count > Self.keptBytesMax { unstuffed = [] }
        }
        let scan = LumaScan(
            frame: frame, tables: tables, unitsAcross: unitsAcross, unitsDown: unitsDown,
            rowBytes: rowBytes)
        // SAFETY: both arrays were made as large as the scan needs them.
        let isWhole = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe unstuffed.withUnsafeMutableBufferPointer { unstuffed in
                unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                    unsafe scan.read(bytes, by: unstuffed, into: pixels)
                }
            }
        }
        guard isWhole else { return nil }
        return body(pixels.span.extracting(first: byteCount), rowBytes)
    }
}
