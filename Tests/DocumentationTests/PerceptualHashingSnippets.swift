// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import Testing

/// The code of PerceptualHashing's articles, compiled and run.
@Suite struct PerceptualHashingSnippets {
    /// A picture made by code: slanted waves.
    private static func picture(width: Int, height: Int, brighter: Int = 0) -> [UInt8] {
        (0..<height).flatMap { y in
            (0..<width).flatMap { x -> [UInt8] in
                let wave = abs((x * 640 / width * 3 + y * 480 / height * 2) % 400 - 200)
                return [UInt8(min(255, wave + brighter)), UInt8(wave), UInt8(wave / 2)]
            }
        }
    }

    @Test func `a picture in memory has a reading`() throws {
        let pixels = Self.picture(width: 640, height: 480)
        // snippet: whole picture
        let reading = PDQHasher.reading(ofRGB: pixels.span, width: 640, height: 480)
        guard let reading else { return }  // The size does not fit the number of bytes.
        let hash: PDQHash = reading.hash  // 256 bits
        let digits: String = hash.hex  // 64 digits, as hash lists write them
        let isDetailed: Bool = reading.quality >= 50  // flat pictures resemble each other
        // end of snippet
        #expect(digits.count == 64 && isDetailed)
    }

    @Test func `rows one after another give the same`() throws {
        let pixels = Self.picture(width: 640, height: 480)
        let rows = (0..<480).map { Array(pixels[$0 * 1_920..<($0 + 1) * 1_920]) }
        // snippet: rows
        var hasher = PDQHasher(width: 640, height: 480)
        for row in rows { hasher.add(row: row.span) }
        let reading = hasher.finish()
        // end of snippet
        #expect(reading == PDQHasher.reading(ofRGB: pixels.span, width: 640, height: 480))
    }

    @Test func `a copy is recognised`() throws {
        let originalPixels = Self.picture(width: 640, height: 480)
        let smallerPixels = Self.picture(width: 320, height: 240, brighter: 12)
        // snippet: comparing
        let original = PDQHasher.reading(ofRGB: originalPixels.span, width: 640, height: 480)
        let smaller = PDQHasher.reading(ofRGB: smallerPixels.span, width: 320, height: 240)
        guard let original, let smaller else { return }
        let distance = original.hash.distance(to: smaller.hash)  // 0 to 256
        let isSamePicture = distance <= 31 && smaller.quality >= 50
        // end of snippet
        #expect(isSamePicture)
        #expect(original.hash != smaller.hash || distance == 0)
    }

    @Test func `digits are read`() throws {
        let line = String(repeating: "0f", count: 32)
        // snippet: reading a list
        guard let listed = PDQHash(hex: line) else { return }  // not 64 hexadecimal digits
        let bytes: [UInt8] = listed.bytes  // 32 of them, most significant first
        // end of snippet
        #expect(PDQHash(bytes: bytes) == listed)
    }
}
