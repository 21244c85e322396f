// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Hashers of the shapes met last: setting one up takes longer than a small picture's fingerprint.
struct FastPDQHashers {
    /// What a hasher is made for.
    struct Shape: Equatable {
        let width: Int
        let height: Int
        var denominator = 1
        var orientation = 1
        var range = LumaRange.full
    }

    // LIMIT: the sizes of a site's pictures, or of an archive's; the longest line that there is
    // takes a megabyte, an ordinary one fifty kilobytes.
    private var kept = RecentlyUsed<(shape: Shape, hasher: FastPDQHasher)>(countMax: 8)

    /// `nil` when there are too few bytes for the shape.
    mutating func reading(
        ofLuma luma: Span<UInt8>, rowBytes: Int, _ shape: Shape
    ) -> PDQReading? {
        let reading = kept.use(where: { $0.shape == shape }, orMake: { Self.made(for: shape) }) {
            $0.hasher.reading(ofLuma: luma, rowBytes: rowBytes)
        }
        return reading ?? nil
    }

    private static func made(for shape: Shape) -> (shape: Shape, hasher: FastPDQHasher) {
        let hasher = FastPDQHasher(
            width: shape.width, height: shape.height, denominator: shape.denominator,
            orientation: shape.orientation, range: shape.range)
        return (shape, hasher)
    }
}
