// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import Testing

/// What a turned picture has in common with the turned fingerprint.
///
/// Equality with the reference's eight hashes is tried by the oracle in MediaDecodingTests.
struct PDQSymmetriesTests {
    private static let side = 160

    /// A few gentle hills, different in every direction.
    private static func hills(_ seed: Int) -> [UInt8] {
        (0..<side * side).map { place in
            let (x, y) = (place % side, place / side)
            let wave = x * (seed + 2) + y * y / (40 + 9 * seed) + x * y / (60 - 5 * seed)
            let folded = wave % 510
            return UInt8(folded > 255 ? 510 - folded : folded)
        }
    }

    private static func turned(_ pixels: [UInt8], by symmetry: PDQSymmetry) -> [UInt8] {
        let last = side - 1
        return (0..<side * side).map { place in
            let (x, y) = (place % side, place / side)
            let (fromX, fromY) =
                switch symmetry {
                case .identity: (x, y)
                case .rotated90: (last - y, x)
                case .rotated180: (last - x, last - y)
                case .rotated270: (y, last - x)
                case .flippedVertically: (x, last - y)
                case .flippedHorizontally: (last - x, y)
                case .transposed: (y, x)
                case .antitransposed: (last - y, last - x)
                }
            return pixels[fromY * side + fromX]
        }
    }

    private static func symmetries(of pixels: [UInt8]) -> PDQSymmetries {
        var hasher = PDQHasher(width: side, height: side)
        for row in 0..<side {
            hasher.add(lumaRow: pixels.span.extracting(row * side..<(row + 1) * side))
        }
        return hasher.finishWithSymmetries()
    }

    private static func reading(of pixels: [UInt8]) -> PDQReading? {
        PDQHasher.reading(ofLuma: pixels.span, width: side, height: side)
    }

    @Test(arguments: PDQSymmetry.allCases)
    func `a turned picture is recognised as such`(symmetry: PDQSymmetry) throws {
        let pixels = Self.hills(1)
        let symmetries = Self.symmetries(of: pixels)
        let straight = try #require(Self.reading(of: pixels))
        #expect(straight.hash == symmetries[.identity])
        #expect(straight.quality == symmetries.quality)
        let turned = try #require(Self.reading(of: Self.turned(pixels, by: symmetry)))
        let closest = symmetries.closest(to: turned.hash)
        #expect(closest.symmetry == symmetry)
        // Windows of even width are not symmetric: half a pixel at each pass, in both directions.
        #expect(closest.distance <= 60)
        #expect(symmetries[symmetry].distance(to: turned.hash) == closest.distance)
    }

    @Test func `a stranger is close to none`() throws {
        let other = try #require(Self.reading(of: Self.hills(6)))
        #expect(Self.symmetries(of: Self.hills(1)).closest(to: other.hash).distance > 60)
    }
}
