// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One scan: its units between restart markers, each a few blocks of the brightness and the others.
struct LumaScan {
    private let luma: JPEGFrame.Component
    private let tables: [LumaTables]
    private let unitsAcross: Int
    private let unitCount: Int
    private let restartInterval: Int
    private let dataStart: Int
    private let rowBytes: Int
    private let weights: QuarterWeights

    init(
        frame: JPEGFrame, tables: [LumaTables], unitsAcross: Int, unitsDown: Int, rowBytes: Int
    ) {
        luma = frame.components[0]
        self.tables = tables
        self.unitsAcross = unitsAcross
        unitCount = unitsAcross * unitsDown
        restartInterval = frame.restartInterval
        dataStart = frame.dataStart
        self.rowBytes = rowBytes
        weights = QuarterWeights(divisors: luma.quantization)
    }

    /// Reads all units; false when something is not usual, or the picture does not end where they
    /// do.
    ///
    /// SAFETY: the caller vouches for room for what is left of the bytes and `BitReader`'s padding,
    /// and for a plane of whole units.
    @unsafe func read(
        _ bytes: UnsafeBufferPointer<UInt8>, by room: UnsafeMutableBufferPointer<UInt8>,
        into pixels: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard let room = room.baseAddress, let pixels = pixels.baseAddress else {
            return false
        }
        var (unit, position, restarts) = (0, dataStart, 0)
        while unit < unitCount {
            guard let segment = unsafe EntropySegment.copy(from: bytes, at: position, into: room)
            else { return false }
            let end = restartInterval == 0 ? unitCount : min(unitCount, unit + restartInterval)
            // Restart markers count from 0xd0 to 0xd7, and again; 0xd9 ends the picture.
            let isLast = end == unitCount
            guard segment.marker == (isLast ? 0xd9 : 0xd0 + UInt8(restarts & 7)) else {
                return false
            }
            var reader = unsafe BitReader(room, byteCount: segment.byteCount)
            let units = unit..<end
            let isRead =
                if tables[0].purpose == .mean {
                    unsafe readMeans(of: units, from: &reader, into: pixels)
                } else {
                    unsafe readQuarters(of: units, from: &reader, into: pixels)
                }
            guard isRead, unsafe reader.isAtEnd else { return false }
            (unit, position) = (end, segment.end)
            restarts += 1
        }
        return true
    }

    /// One pixel for each block.
    @unsafe private func readMeans(
        of units: Range<Int>, from bits: inout BitReader, into pixels: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var reader = unsafe bits
        let divisor = Int(luma.quantization[luma.quantization.startIndex])
        let (across, down, tables) = (luma.across, luma.down, tables[0])
        var (column, row) = (units.lowerBound % unitsAcross, units.lowerBound / unitsAcross)
        var (sum, inside) = (0, 0)
        for _ in units {
            guard unsafe !reader.isPastEnd else { return false }
            var line = unsafe pixels + (row &* down &* rowBytes &+ column &* across)
            for _ in 0..<down {
                for place in 0..<across {
                    let value = unsafe reader.firstValue(tables)
                    guard value != Block.failed else { return false }
                    sum &+= value
                    let mean = (sum &* divisor &+ 4) >> 3 &+ 128
                    inside |= Self.inside(mean)
                    unsafe line[place] = UInt8(clamping: mean)
                }
                unsafe line += rowBytes
            }
            guard unsafe passOverOthers(&reader) else { return false }
            column &+= 1
            if column == unitsAcross { (column, row) = (0, row &+ 1) }
        }
        unsafe bits = reader
        return inside >= 0
    }

    /// Two by two pixels for each block.
    @unsafe private func readQuarters(
        of units: Range<Int>, from bits: inout BitReader, into pixels: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var reader = unsafe bits
        let (across, down, tables) = (luma.across, luma.down, tables[0])
        var (column, row) = (units.lowerBound % unitsAcross, units.lowerBound / unitsAcross)
        var (sum, inside) = (0, 0)
        for _ in units {
            guard unsafe !reader.isPastEnd else { return false }
            var line = unsafe pixels + 2 &* (row &* down &* rowBytes &+ column &* across)
            for _ in 0..<down {
                for place in 0..<across {
                    guard let values = unsafe reader.lowestValues(tables) else { return false }
                    sum &+= values.mean
                    let mean = weights.mean(sum)
                    let left = values.across &* weights.across
                    let top = values.down &* weights.down
                    let cross = values.diagonal &* weights.diagonal
                    let pixel = unsafe line + 2 &* place
                    inside |= unsafe Self.put(mean &+ left &+ top &+ cross, pixel)
                    inside |= unsafe Self.put(mean &- left &+ top &- cross, pixel + 1)
                    let below = unsafe pixel + rowBytes
                    inside |= unsafe Self.put(mean &+ left &- top &- cross, below)
                    inside |= unsafe Self.put(mean &- left &- top &+ cross, below + 1)
                }
                unsafe line += 2 &* rowBytes
            }
            guard unsafe passOverOthers(&reader) else { return false }
            column &+= 1
            if column == unitsAcross { (column, row) = (0, row &+ 1) }
        }
        unsafe bits = reader
        return inside >= 0
    }

    /// Goes past the blocks of the colours.
    @inline(__always) @unsafe private func passOverOthers(_ reader: inout BitReader) -> Bool {
        for other in tables.dropFirst() {
            guard unsafe reader.firstValue(other) != Block.failed else { return false }
        }
        return true
    }

    @inline(__always) @unsafe private static func put(
        _ value: Int, _ pixel: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let mean = value >> QuarterWeights.fractionBits
        unsafe pixel.pointee = UInt8(clamping: mean)
        return inside(mean)
    }

    /// Negative for a value so far outside of 0 to 255 that libjpeg-turbo's wraps around.
    @inline(__always) private static func inside(_ mean: Int) -> Int {
        (mean &+ 256) | (639 &- mean)
    }
}
