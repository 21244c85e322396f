// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

@testable import nightlight_decoder

/// What our own code reads of picture files, in the confined child.
extension FuzzTarget {
    static let pictures = [
        tiffStructure, jpegOrientation, jpegLuma, jpegEnding, formatSniffer, truncationCheck,
        animatedPNG, archiveTail,
    ]

    /// One directory with one entry, in either order of bytes, and a strip behind it.
    private static func tiff(isLittleEndian: Bool, tag: Int, value: Int) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            let digits = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittleEndian ? digits : digits.reversed()
        }
        let entries = [
            (0x0111, 4, 1, 50), (0x0112, 3, 1, isLittleEndian ? value : value << 16),
            (0x0117, 4, 1, 4), (tag, 3, 1, 1),
        ]
        var bytes = Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
        bytes += number(entries.count, 2)
        for (tag, kind, count, value) in entries {
            bytes += number(tag, 2) + number(kind, 2) + number(count, 4) + number(value, 4)
        }
        return bytes + number(0, 4) + [1, 2, 3, 4]
    }

    private static let tiffStructure = FuzzTarget(
        "tiff-structure", bytesMax: 1_024,
        seeds: {
            [true, false].flatMap { order in
                [0x0144, 0x0100].map { tiff(isLittleEndian: order, tag: $0, value: 6) }
            }
        }
    ) { bytes in
        let structure = TIFFStructure(bytes[...])
        if let orientation = structure.orientation {
            try hold((1...8).contains(orientation), "there are eight orientations")
        }
        let longer = TIFFStructure((bytes + [UInt8](repeating: 0, count: 64))[...])
        try hold(
            structure.reachesPastEnd || !longer.reachesPastEnd, "more bytes do not cut a file off")
        // A slice whose indices do not begin at zero reads the same.
        let shifted = TIFFStructure(([0, 0, 0] + bytes).dropFirst(3))
        try hold(
            shifted.orientation == structure.orientation
                && shifted.reachesPastEnd == structure.reachesPastEnd, "where it lies is no matter")
    }

    private static let jpegOrientation = FuzzTarget(
        "jpeg-orientation", bytesMax: 1_024,
        seeds: {
            [true, false].map { order in
                let body = Array("Exif\0\0".utf8) + tiff(isLittleEndian: order, tag: 1, value: 8)
                let length = body.count + 2
                return [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xe1]
                    + [UInt8(length >> 8), UInt8(length & 255)] + body + [0xff, 0xd9]
            }
        }
    ) { bytes in
        let orientation = JPEGOrientation.orientation(in: bytes)
        try hold((1...8).contains(orientation), "there are eight orientations")
    }

    private static let beginnings: [[UInt8]] =
        [
            [0xff, 0xd8, 0xff, 0xe0], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
            [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a],
        ]
        + [
            "GIF87a", "GIF89a", "RIFF\u{4}\0\0\0WEBP", "\0\0\0\u{18}ftypmif1\0\0\0\0heicavif",
            "\0\0\0\u{14}ftypisom\0\0\0\0mp42",
        ].map { Array($0.utf8) }

    private static let formatSniffer = FuzzTarget(
        "format-sniffer", bytesMax: 512, seeds: { beginnings }
    ) { bytes in
        try hold(
            FormatSniffer.format(of: bytes) == FormatSniffer.format(of: Array(bytes.prefix(256))),
            "the first 256 bytes decide")
    }

    private static let truncationCheck = FuzzTarget(
        "truncation-check", bytesMax: 1_024,
        seeds: {
            let png: [UInt8] =
                beginnings[1] + [0, 0, 0, 2] + Array("IDAT".utf8) + [1, 2, 0, 0, 0, 0]
                + [0, 0, 0, 0] + Array("IEND".utf8) + [0, 0, 0, 0]
            let boxes: [UInt8] =
                [0, 0, 0, 12] + Array("ftypheic".utf8) + [0, 0, 0, 1] + Array("mdat".utf8)
                + [0, 0, 0, 0, 0, 0, 0, 17, 9]
            return beginnings + [png, boxes, tiff(isLittleEndian: true, tag: 1, value: 1)]
        }
    ) { bytes in
        for format in MediaFormat.allCases {
            let endsEarly = TruncationCheck.endsEarly(bytes, format)
            try hold(
                endsEarly == TruncationCheck.endsEarly(bytes, format), "the answer is the same")
        }
    }

    private static let animatedPNG = FuzzTarget(
        "animated-png", bytesMax: 1_024,
        seeds: {
            func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
                [0, 0, 0, UInt8(body.count)] + Array(name.utf8) + body + [0, 0, 0, 0]
            }
            let control = chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0])
            let frame = chunk(
                "fcTL", [UInt8](repeating: 0, count: 20) + [0, 50, 0, 100, 0, 0])
            let (rows, more) = (chunk("IDAT", [1, 2]), chunk("fdAT", [0, 0, 0, 1, 1, 2]))
            let end = chunk("IEND", [])
            return [
                beginnings[1] + control + rows + frame + more + end,
                beginnings[1] + control + frame + rows + frame + more + end,
                beginnings[1] + rows + control + frame + more, beginnings[1] + control + frame,
            ]
        }
    ) { bytes in
        guard let structure = AnimatedPNG(of: bytes) else { return }
        try hold(structure.times.count <= bytes.count / 38 + 1, "no more frames than room")
        try hold(
            zip(structure.times, structure.times.dropFirst()).allSatisfy { $1 - $0 > 10 },
            "each frame is shown for a while")
    }

    private static let archiveTail = FuzzTarget(
        "archive-tail", bytesMax: 1_024,
        seeds: {
            let file = [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 26)
            let directory = [0x50, 0x4b, 1, 2] + [UInt8](repeating: 0, count: 42)
            let end: [UInt8] =
                [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, 30, 0, 0, 0, 0, 0]
            let zip = file + directory + end
            return [
                zip, [0xff, 0xd8, 0xff] + zip, zip + zip, zip + [1, 2],
                beginnings[1] + Array("Rar!\u{1a}\u{7}\0".utf8),
                [0x4d, 0x5a] + [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4],
            ]
        }
    ) { bytes in
        guard let tail = ArchiveTail(of: bytes) else { return }
        try hold((1..<bytes.count).contains(tail.start), "an archive begins behind the beginning")
        let kind = FormatSniffer.kind(of: Array(bytes[tail.start...]))
        try hold(kind == .archive(tail.format), "and with its own first bytes")
    }
}
