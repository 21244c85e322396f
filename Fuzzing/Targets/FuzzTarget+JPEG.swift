// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import nightlight_decoder

/// Our own reading of JPEG's brightness, in the confined child.
extension FuzzTarget {
    /// Eight by eight blocks of one or three components, in codes of a few symbols.
    private static func jpeg(components: UInt8, sampling: UInt8, interval: UInt8) -> [UInt8] {
        func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
            [0xff, marker, 0, UInt8(body.count + 2)] + body
        }
        func code(_ identifier: UInt8, _ symbols: [UInt8]) -> [UInt8] {
            // One code of each length: zero, then a one and a zero, and so on.
            let counts = (0..<16).map { UInt8($0 < symbols.count ? 1 : 0) }
            return segment(0xc4, [identifier] + counts + symbols)
        }
        var bytes: [UInt8] = [0xff, 0xd8] + segment(0xdb, [0] + [UInt8](repeating: 9, count: 64))
        let parts = (1...components).flatMap { number -> [UInt8] in
            [number, number == 1 ? sampling : 0x11, 0]
        }
        bytes += segment(0xc0, [8, 0, 64, 0, 64, components] + parts)
        bytes += code(0x00, [0, 3, 9, 11]) + code(0x10, [0x00, 0x01, 0x12, 0xf0, 0x0a])
        if interval > 0 { bytes += segment(0xdd, [0, interval]) }
        let selectors = (1...components).flatMap { number -> [UInt8] in [number, 0] }
        bytes += segment(0xda, [components] + selectors + [0, 63, 0])
        // A first value of 5, others of 1 and -3, sixteen zeros, 1, and the end.
        let block = "10101" + "101" + "11000" + "1110" + "101" + "0"
        let (across, down) = (Int(sampling >> 4), Int(sampling & 15))
        let isAlone = components == 1
        let units = isAlone ? 64 : 64 / (across * down)
        let blocks = isAlone ? 1 : across * down + 2
        let unitsEach = interval == 0 ? units : Int(interval)
        for first in stride(from: 0, to: units, by: unitsEach) {
            if first > 0 { bytes += [0xff, 0xd0 + UInt8((first / unitsEach - 1) & 7)] }
            bytes += stuffed(
                String(repeating: block, count: blocks * min(unitsEach, units - first)))
        }
        return bytes + [0xff, 0xd9]
    }

    /// Digits as bits, filled up with ones, and a zero behind each byte of ones.
    private static func stuffed(_ digits: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            let eight = rest.prefix(8)
            rest = rest.dropFirst(8)
            let filled = eight + String(repeating: "1", count: 8 - eight.count)
            let byte = filled.utf8.reduce(0) { $0 << 1 | $1 & 1 }
            bytes += byte == 0xff ? [0xff, 0] : [byte]
        }
        return bytes
    }

    static let jpegEnding = FuzzTarget(
        "jpeg-ending", bytesMax: 2_048,
        seeds: {
            let whole = jpeg(components: 3, sampling: 0x22, interval: 2)
            let body = Array(whole.dropLast(2))
            return [
                whole, body, body + [0xff], body + [0xff, 0xd3], body + [0, 0, 0, 0],
                body + [0xff, 0xc0, 0, 2], body + [0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0x10],
            ]
        }
    ) { bytes in
        guard let mended = JPEGEnding.mended(bytes) else { return }
        try hold(mended.suffix(2) == [0xff, 0xd9], "what is mended ends with the marker")
        let body = mended.dropLast(2)
        let isKept = bytes.starts(with: body) || bytes.starts(with: body.dropLast())
        try hold(isKept, "nothing is changed but the end")
        try hold(JPEGEnding.mended(mended) == nil, "what has an end is not mended again")
    }

    static let jpegLuma = FuzzTarget(
        "jpeg-luma", bytesMax: 2_048,
        seeds: {
            [
                jpeg(components: 1, sampling: 0x11, interval: 0),
                jpeg(components: 1, sampling: 0x22, interval: 5),
                jpeg(components: 3, sampling: 0x22, interval: 0),
                jpeg(components: 3, sampling: 0x21, interval: 3),
                jpeg(components: 3, sampling: 0x12, interval: 0),
            ]
        }
    ) { bytes in
        // A lie about the size costs no time here; the child has a bound of its own.
        guard let frame = JPEGFrame(of: bytes), frame.width * frame.height <= 1_000_000 else {
            return
        }
        let luma = JPEGLuma()
        let means = plane(of: bytes, frame, 8, by: luma)
        let quarters = plane(of: bytes, frame, 4, by: luma)
        try hold(
            means == plane(of: bytes, frame, 8, by: luma)
                && quarters == plane(of: bytes, frame, 4, by: JPEGLuma()), "the answer is the same")
        guard let means, let quarters else {
            return try hold(quarters == nil, "what has no means has no quarters")
        }
        try hold(
            8 * means.rowBytes >= frame.width
                && 64 * means.pixels.count >= frame.width * frame.height
                && quarters.rowBytes == 2 * means.rowBytes
                && quarters.pixels.count == 4 * means.pixels.count,
            "there is a value for each block")
        for (place, mean) in means.pixels.enumerated() {
            let (row, column) = (place / means.rowBytes, place % means.rowBytes)
            let parts = (0..<4).map {
                Int(
                    quarters.pixels[
                        (2 * row + $0 / 2) * quarters.rowBytes + 2 * column + $0 % 2])
            }
            // Where none was cut off at black or white.
            guard parts.allSatisfy({ (1...254).contains($0) }) else { continue }
            try hold(
                abs(parts.reduce(0, +) - 4 * Int(mean)) <= 4,
                "four quarters have their block's mean")
        }
    }

    private struct Plane: Equatable {
        let pixels: [UInt8]
        let rowBytes: Int
    }

    private static func plane(
        of bytes: [UInt8], _ frame: JPEGFrame, _ denominator: Int, by luma: JPEGLuma
    ) -> Plane? {
        luma.withPlane(of: bytes, frame, denominator: denominator) { pixels, rowBytes in
            Plane(pixels: pixels.indices.map { pixels[$0] }, rowBytes: rowBytes)
        }
    }
}
