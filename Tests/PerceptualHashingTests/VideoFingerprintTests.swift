// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import TestSupport
import Testing

/// The vPDQ text form, and the comparison of two videos.
struct VideoFingerprintTests {
    private static func hash(_ seed: Int) -> PDQHash {
        var generator = SplitMix(seed: UInt64(seed))
        return PDQHash(
            words: SIMD4(
                generator.next(), generator.next(), generator.next(), generator.next()))
    }

    private static func flipping(_ count: Int, of hash: PDQHash) -> PDQHash {
        var words = hash.words
        for bit in 0..<count { words[bit / 64] ^= 1 << UInt64(bit % 64) }
        return PDQHash(words: words)
    }

    private static func video(_ hashes: [PDQHash], quality: Int = 100) -> VideoFingerprint {
        VideoFingerprint(
            frames: hashes.enumerated().map { number, hash in
                VideoFrame(
                    number: number, hash: hash, quality: quality, milliseconds: number * 40)
            })
    }

    private static let hex = "e2f1017837246bacc5dea21b648fbfd62f435c89db299a2497667e216c8d055c"

    @Test func `the text form is that of the reference's tool`() throws {
        let text = "0,100,\(Self.hex),0.000\n1,97,\(Self.hex),0.033\n30,0,\(Self.hex),3601.007\n"
        let video = try VideoFingerprint(text: text)
        #expect(video.frames.map(\.number) == [0, 1, 30])
        #expect(video.frames.map(\.quality) == [100, 97, 0])
        #expect(video.frames.map(\.milliseconds) == [0, 33, 3_601_007])
        #expect(video.frames.map(\.hash.hex) == [Self.hex, Self.hex, Self.hex])
        #expect(video.frames.last?.seconds == 3_601.007)
        #expect(video.text == text)
    }

    @Test func `the short form, carriage returns and empty lines are read`() throws {
        let video = try VideoFingerprint(
            text: "\u{feff}\(Self.hex.uppercased()), 100,1.5\r\n\r\n\(Self.hex),99,2\r\r")
        #expect(video.frames.map(\.number) == [0, 1])
        #expect(video.frames.map(\.milliseconds) == [1_500, 2_000])
        #expect(video.frames.map(\.quality) == [100, 99])
    }

    @Test(arguments: [
        ("0.0004", 0), ("0.0005", 1), ("0.9995", 1_000), ("12.3456", 12_346), ("7.1", 7_100),
        ("123456789.5", 123_456_789_500), ("0.00049999999", 0), ("1e+03", 1_000_000),
        ("1.23e+03", 1_230_000), ("1e-05", 0), ("+2.5", 2_500), ("3.", 3_000), (".25", 250),
        ("00:01:02.5", 62_500), ("1:02:03", 3_723_000), ("30:00:00.0005", 108_000_001),
        ("0.0005e3", 500), ("0e99", 0), ("00000000000007", 7_000),
    ]) func `times are rounded to the millisecond`(text: String, milliseconds: Int) throws {
        let video = try VideoFingerprint(text: "0,100,\(Self.hex),\(text)")
        #expect(video.frames.map(\.milliseconds) == [milliseconds])
    }

    @Test(arguments: [
        ("", VideoTextError.empty), ("\n\r\n", .empty),
        ("0,100,\(hex),0.0\n0,100\n", .fieldCount(line: 2)),
        ("0,100,\(hex),0.0,1", .fieldCount(line: 1)),
        ("\n-1,100,\(hex),0.0", .badNumber(line: 2)), ("x,100,\(hex),0", .badNumber(line: 1)),
        ("1234567890,100,\(hex),0", .badNumber(line: 1)), (",100,\(hex),0", .badNumber(line: 1)),
        ("0,101,\(hex),0.0", .badQuality(line: 1)), ("0,9 9,\(hex),0", .badQuality(line: 1)),
        ("0,100,\(hex.dropLast()),0.0", .badHash(line: 1)),
        ("0,100,\(hex.dropLast())g,0.0", .badHash(line: 1)),
        ("0,100,\(hex),-1.0", .badTime(line: 1)), ("0,100,\(hex),1e", .badTime(line: 1)),
        ("0,100,\(hex),.", .badTime(line: 1)), ("\r\r\n0,100,\(hex),inf", .badTime(line: 3)),
        ("0,100,\(hex),1:2:3:4", .badTime(line: 1)), ("0,100,\(hex),1e10", .badTime(line: 1)),
        ("0,100,\(hex),nan", .badTime(line: 1)), ("0,100,\(hex),1.2.3", .badTime(line: 1)),
        ("0,100,\(hex),1." + String(repeating: "0", count: 200), .lineTooLong(line: 1)),
    ]) func `a wrong text names the line and what is wrong`(text: String, error: VideoTextError) {
        #expect(throws: error) { try VideoFingerprint(text: text) }
        #expect(error.code.hasPrefix("vpdq."))
    }

    @Test func `the number of lines is bounded`() throws {
        let line = "0,100,\(Self.hex),0.0\n"
        let most = String(repeating: line, count: VideoFingerprint.framesMax)
        let video = try VideoFingerprint(text: most)
        #expect(video.frames.count == VideoFingerprint.framesMax)
        #expect(throws: VideoTextError.tooManyFrames(line: VideoFingerprint.framesMax + 1)) {
            try VideoFingerprint(text: most + line)
        }
    }

    @Test func `a part of a video shares all its frames, and the video some of them`() {
        let whole = Self.video((0..<10).map(Self.hash))
        let part = Self.video((3..<7).map(Self.hash))
        let comparison = part.comparison(with: whole)
        #expect(comparison.queryPercent == 100)
        #expect(comparison.comparedPercent == 40)
        #expect(whole.comparison(with: part).queryPercent == 40)
    }

    @Test func `frames are alike up to the distance, and no further`() {
        let video = Self.video([Self.hash(1)])
        for (distance, isAlike) in [(0, true), (31, true), (32, false)] {
            let other = Self.video([Self.flipping(distance, of: Self.hash(1))])
            #expect(video.comparison(with: other).queryPercent == (isAlike ? 100 : 0))
        }
        let other = Self.video([Self.flipping(32, of: Self.hash(1))])
        #expect(video.comparison(with: other, distanceMax: 32).queryPercent == 100)
    }

    @Test func `poor frames do not count, and equal ones count once`() {
        let video = Self.video([1, 1, 1, 2].map(Self.hash))
        let comparison = video.comparison(with: Self.video([Self.hash(1)]))
        #expect(comparison.queryCount == 2 && comparison.queryMatchedCount == 1)
        #expect(comparison.queryPercent == 50 && comparison.comparedPercent == 100)
        let poor = Self.video([Self.hash(1)], quality: 49)
        #expect(video.comparison(with: poor).queryPercent == 0)
        #expect(video.comparison(with: poor).comparedCount == 0)
        #expect(video.comparison(with: poor, qualityMin: 49).queryPercent == 50)
        #expect(poor.comparison(with: poor).comparedPercent == 0)
    }
}
