// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import Testing

/// What needs no reference: sizes, edges and invariances.
///
/// Agreement with the reference is tried in MediaDecodingTests, on the pixels of real files.
struct PDQHasherTests {
    private func reading(
        _ width: Int, _ height: Int, _ colour: (Int, Int) -> (UInt8, UInt8, UInt8)
    ) -> PDQReading? {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (red, green, blue) = colour(x, y)
                pixels += [red, green, blue]
            }
        }
        return PDQHasher.reading(ofRGB: pixels.span, width: width, height: height)
    }

    private func boards(_ side: Int) -> (Int, Int) -> (UInt8, UInt8, UInt8) {
        { x, y in
            let value: UInt8 = (x / side + y / side) % 2 == 0 ? 255 : 0
            return (value, value, value)
        }
    }

    @Test(arguments: [(1, 1), (1, 500), (500, 1), (4, 4), (4, 90), (90, 4)])
    func `a side under five pixels has the empty fingerprint and no quality`(
        width: Int, height: Int
    ) {
        let reading = reading(width, height, boards(1))
        #expect(reading == PDQReading(hash: PDQHash(words: .zero), quality: 0))
    }

    @Test(arguments: [(5, 5), (64, 64), (63, 65), (128, 128), (129, 127), (300, 20)])
    func `a picture of one colour has no quality`(width: Int, height: Int) {
        for grey: UInt8 in [0, 1, 128, 255] {
            #expect(reading(width, height) { _, _ in (grey, grey, grey) }?.quality == 0)
        }
    }

    @Test func `quality ends at a hundred`() {
        // Boards as coarse as the 64 x 64 picture that quality looks at.
        #expect(reading(64, 64, boards(1))?.quality == 100)
        #expect(reading(64, 64, boards(8))?.quality == 100)
    }

    @Test func `quality counts the steps between neighbours`() {
        // One edge of full height: 64 steps of 100, a ninetieth of which is 71.
        #expect(reading(64, 64) { x, _ in x < 32 ? (0, 0, 0) : (255, 255, 255) }?.quality == 71)
        #expect(reading(64, 64) { _, y in y < 32 ? (0, 0, 0) : (255, 255, 255) }?.quality == 71)
        // A step that no eye sees counts nothing: 2 of 255 are less than one in a hundred.
        #expect(reading(64, 64) { x, _ in x < 32 ? (0, 0, 0) : (2, 2, 2) }?.quality == 0)
    }

    @Test func `half the bits are set where there is detail`() throws {
        let found = try #require(
            reading(200, 150) { x, y in
                (UInt8(x * 37 % 256), UInt8(y * 91 % 256), UInt8((x * y) % 251))
            })
        #expect(found.hash.distance(to: PDQHash(words: .zero)) == 128)
    }

    @Test func `a brighter copy has the same fingerprint`() throws {
        func waves(_ added: Int) -> (Int, Int) -> (UInt8, UInt8, UInt8) {
            { x, y in
                let value = UInt8(40 + (x * x / 9 + y * 7) % 90 + added)
                return (value, value, value)
            }
        }
        let dark = try #require(reading(160, 120, waves(0)))
        let bright = try #require(reading(160, 120, waves(100)))
        #expect(dark.hash.distance(to: bright.hash) <= 4)
        #expect(abs(dark.quality - bright.quality) <= 1)
    }

    @Test func `rows one by one are as good as the whole`() throws {
        let (width, height) = (90, 70)
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* $0 / 11) }
        var hasher = PDQHasher(width: width, height: height)
        for row in 0..<height {
            hasher.add(row: pixels.span.extracting(row * width * 3..<(row + 1) * width * 3))
        }
        let whole = PDQHasher.reading(ofRGB: pixels.span, width: width, height: height)
        #expect(hasher.finish() == whole)
    }

    @Test(arguments: [
        (0, 5, 0), (5, 0, 0), (-1, 5, 15), (5, -1, 15), (5, 5, 74), (5, 5, 76),
        (Int.max, 2, 6), (2, Int.max, 6), (Int.max, Int.max, 3),
    ])
    func `a size that does not fit the bytes has no reading`(
        width: Int, height: Int, count: Int
    ) {
        let pixels = [UInt8](repeating: 0, count: count)
        #expect(PDQHasher.reading(ofRGB: pixels.span, width: width, height: height) == nil)
    }
}
