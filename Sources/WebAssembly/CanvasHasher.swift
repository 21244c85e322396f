// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// One picture on its way from a browser's canvas to its fingerprint.
///
/// `script/build-wasm` compiles this file and PerceptualHashing as Embedded Swift to WebAssembly;
/// `pdq.js` calls the functions below. Rows arrive in bands, so that a picture of 100 megapixels
/// needs a few megabytes here. Alpha is dropped and the colours taken as stored, as the server's
/// decoder does; what is left is the same bytes, and from there on the same code.
@safe final class CanvasHasher {
    // LIMIT: pixels along a side; no browser's canvas is longer.
    static let sideMax = 65_535
    // LIMIT: bytes of a band (or one row, if that is longer): few calls, little memory.
    static let bandBytesMax = 1 << 20

    private var hasher: PDQHasher
    private let width: Int
    private var rgb: [UInt8]
    /// Red, green, blue and alpha of each pixel of the band that was written last.
    let band: UnsafeMutableBufferPointer<UInt8>

    /// `nil` when a side is not 1 to `sideMax` pixels long.
    init?(width: Int, height: Int) {
        guard (1...Self.sideMax).contains(width), (1...Self.sideMax).contains(height) else {
            return nil
        }
        self.width = width
        hasher = PDQHasher(width: width, height: height)
        rgb = [UInt8](repeating: 0, count: 3 * width)
        let rows = max(1, Self.bandBytesMax / (4 * width))
        // The fingerprint's bytes leave through the band as well.
        let byteCount = max(4 * width * rows, 32)
        unsafe band = .allocate(capacity: byteCount)
        unsafe band.initialize(repeating: 0)
    }

    deinit {
        unsafe band.deallocate()
    }

    var bandRowCount: Int { unsafe band.count / (4 * width) }

    /// Takes the first rows of the band; more than fit, or than the picture still misses, trap.
    func add(rowCount: Int) {
        precondition(rowCount >= 0 && rowCount <= bandRowCount)
        for row in 0..<rowCount {
            var from = row * 4 * width
            var into = 0
            while into < rgb.count {
                // SAFETY: `from` stays inside the first `rowCount` rows, which the band holds.
                unsafe rgb[into] = band[from]
                unsafe rgb[into + 1] = band[from + 1]
                unsafe rgb[into + 2] = band[from + 2]
                from += 4
                into += 3
            }
            hasher.add(row: rgb.span)
        }
    }

    /// Writes the fingerprint's 32 bytes to the start of the band and gives the quality.
    func finish() -> Int {
        let reading = hasher.finish()
        for (index, byte) in reading.hash.bytes.enumerated() { unsafe band[index] = byte }
        return reading.quality
    }
}

/// Begins a picture of the given size in pixels; null when the size is none.
@c public func pdq_begin(_ width: Int32, _ height: Int32) -> UnsafeMutableRawPointer? {
    guard let hasher = CanvasHasher(width: Int(width), height: Int(height)) else { return nil }
    return unsafe Unmanaged.passRetained(hasher).toOpaque()
}

/// Where the next rows are to be written, four bytes for each pixel.
@c public func pdq_band(_ picture: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UInt8>? {
    unsafe hasher(picture).band.baseAddress
}

/// How many rows fit there at once.
@c public func pdq_band_rows(_ picture: UnsafeMutableRawPointer) -> Int32 {
    unsafe Int32(hasher(picture).bandRowCount)
}

/// Takes that many rows from there.
@c public func pdq_add(_ picture: UnsafeMutableRawPointer, _ rowCount: Int32) {
    unsafe hasher(picture).add(rowCount: Int(rowCount))
}

/// After the last row: leaves the 32 bytes of the fingerprint where rows were written, until
/// `pdq_end`, and gives the quality.
@c public func pdq_finish(_ picture: UnsafeMutableRawPointer) -> Int32 {
    unsafe Int32(hasher(picture).finish())
}

/// Forgets the picture.
@c public func pdq_end(_ picture: UnsafeMutableRawPointer) {
    // SAFETY: `pdq_begin` made the pointer, and the caller ends each picture once.
    unsafe Unmanaged<CanvasHasher>.fromOpaque(picture).release()
}

// SAFETY: only what `pdq_begin` gave and `pdq_end` has not taken comes here.
@unsafe private func hasher(_ picture: UnsafeMutableRawPointer) -> CanvasHasher {
    unsafe Unmanaged<CanvasHasher>.fromOpaque(picture).takeUnretainedValue()
}
