// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import PerceptualHashing

@testable import Commands

/// Fingerprints and identifiers as text.
extension FuzzTarget {
    static let fingerprints = [
        fingerprintText, pdqHasher, identifier, videoText, fingerprintLog,
    ]

    /// A line of a log that `media fingerprint` goes on with, and a name that it writes.
    private static let fingerprintLog = FuzzTarget(
        "fingerprint-log", bytesMax: 256,
        seeds: {
            [
                "cloud.jpg,9,ab", "\"a, \"\"b\"\".png\",1", "{\"file\":\"kitten \\u00e9.webp\"}",
                "\"\u{301},\"", "a\r\nb,\u{20dd}", "\"open", "{\"file\":1}",
            ].map { Array($0.utf8) }
        }
    ) { bytes in
        for form in [FingerprintLogForm.json, .csv] {
            if let name = FingerprintLog.file(of: Data(bytes), form) {
                try hold(name.utf8.count <= bytes.count, "no name is longer than its line")
            }
        }
        let name = FingerprintLog.onOneLine(String(decoding: bytes, as: UTF8.self))
        try hold(!name.utf8.contains { $0 == 0x0a || $0 == 0x0d }, "a row is a line")
        let line = Data((FingerprintLog.quoted(name) + ",1,,").utf8)
        let read = FingerprintLog.file(of: line, .csv)
        try hold(read.map { Array($0.utf8) } == Array(name.utf8), "a name is read as written")
    }

    private static let fingerprintText = FuzzTarget(
        text: "fingerprint-text", bytesMax: 160,
        seeds: {
            [16, 20, 32, 31].flatMap { count in
                [String(repeating: "0f", count: count), String(repeating: "A9", count: count)]
            }
        }
    ) { text in
        let bytes = Hexadecimal.decode(text)
        if let bytes {
            try hold(Hexadecimal.encode(bytes) == text.lowercased(), "digits stay the same")
        }
        for kind in HashKind.allCases {
            let fingerprint = Fingerprint(kind: kind, hex: text)
            try hold(
                (fingerprint != nil) == (bytes?.count == kind.byteCount), "the length decides")
            if let fingerprint { try hold(fingerprint.hex == text.lowercased(), "same digits") }
        }
        let hash = PDQHash(hex: text)
        try hold((hash != nil) == (bytes?.count == 32), "PDQ is read as every fingerprint is")
        guard let hash, let bytes else { return }
        try hold(hash.bytes == bytes && hash.hex == text.lowercased(), "bytes and digits agree")
        try hold(PDQHash(bytes: bytes) == hash, "bytes give the same")
        let other = PDQHash(words: [1, 0, .max, 7])
        try hold(hash.distance(to: hash) == 0, "nothing lies between one and itself")
        try hold(hash.distance(to: other) == other.distance(to: hash), "the way back is as long")
    }

    /// Width, height, and the pixels, which are repeated as often as needed.
    private static let pdqHasher = FuzzTarget(
        "pdq-hasher", bytesMax: 1_024,
        seeds: { [[63, 63, 1, 2, 3, 250], [4, 199, 9, 9, 9], [0, 0], [64, 65, 255, 0, 7, 3]] }
    ) { bytes in
        var input = FuzzInput(bytes)
        let width = input.number(below: 200) + 1
        let height = input.number(below: 200) + 1
        let pattern = input.rest.isEmpty ? [0] : input.rest
        let pixels = (0..<3 * width * height).map { pattern[$0 % pattern.count] }
        let reading = PDQHasher.reading(ofRGB: pixels.span, width: width, height: height)
        guard let reading else {
            throw BrokenProperty(description: "every picture has a reading")
        }
        try hold((0...100).contains(reading.quality), "quality is 0 to 100")
        let bits = reading.hash.distance(to: PDQHash(words: .zero))
        try hold(bits <= 128, "at most half the bits are above the median")
        try hold(
            PDQHasher.reading(ofRGB: pixels.span, width: width + 1, height: height) == nil,
            "a size that does not fit is refused")
    }

    private static let videoText = FuzzTarget(
        text: "video-text", bytesMax: 2_048,
        seeds: {
            let hash = String(repeating: "5a", count: 32)
            return [
                "0,100,\(hash),0.000\n30,7,\(hash),1.001\r\n\n", "\(hash),50,0.5\n\(hash),51,12\n",
                "0,100,\(hash),0", "1,101,\(hash),0.0\n", "999999999,0,\(hash),999999.999",
            ]
        }
    ) { text in
        guard let video = try? VideoFingerprint(text: text) else { return }
        try hold(!video.frames.isEmpty, "a video has a frame")
        try hold(video.frames.allSatisfy { (0...100).contains($0.quality) }, "quality is 0 to 100")
        let again = try VideoFingerprint(text: video.text)
        try hold(again == video && again.text == video.text, "written and read it is the same")
        let half = String(video.text.prefix(video.text.count / 2))
        if let part = try? VideoFingerprint(text: half) {
            try hold(part.frames.count <= video.frames.count, "a part has no more frames")
        }
    }

    private static let identifier = FuzzTarget(
        text: "identifier", bytesMax: 64,
        seeds: {
            ["018f2f6e-7c00-7abc-8def-0123456789ab", "018F2F6E-7C00-7ABC-8DEF-0123456789AB", ""]
        }
    ) { text in
        guard let identifier = Identifier<FuzzTarget>(text) else { return }
        try hold(identifier.text == text && text.utf8.count == 36, "kept as it was read")
        try hold(
            Hexadecimal.decode(text.filter { $0 != "-" })?.count == 16, "sixteen bytes of digits")
    }
}
