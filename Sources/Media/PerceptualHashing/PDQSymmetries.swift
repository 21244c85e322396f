// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The eight ways a picture can be turned and mirrored.
public enum PDQSymmetry: String, CaseIterable, Hashable, Sendable {
    /// As it is.
    case identity
    /// Turned by a quarter, counter-clockwise.
    case rotated90
    /// Turned by a half.
    case rotated180
    /// Turned by three quarters, counter-clockwise.
    case rotated270
    /// Upside down: rows in reverse order.
    case flippedVertically
    /// Mirrored: columns in reverse order.
    case flippedHorizontally
    /// Rows become columns.
    case transposed
    /// Rows become columns, both in reverse order.
    case antitransposed
}

/// The fingerprints of a picture and of its turned and mirrored forms, from one pass.
///
/// Turning a picture swaps its frequencies and changes some of their signs, so that no pixel needs
/// to be read again. PDQ smooths over a 128th of the width and of the height, rounded up. Where
/// both are odd, and neither side is a multiple of 128, these are the fingerprints of the really
/// turned pictures; where one is even, it reaches half a pixel further to one side, and some bits
/// differ: of some drawings at least 600 pixels wide up to 26, of some 160 pixels wide up to 56.
public struct PDQSymmetries: Hashable, Sendable {
    /// One fingerprint for each symmetry, in the order of `PDQSymmetry.allCases`.
    public let hashes: [PDQHash]

    /// 0 to 100, of all eight.
    public let quality: Int

    static let empty = PDQSymmetries(
        hashes: PDQSymmetry.allCases.map { _ in PDQHash(words: .zero) }, quality: 0)

    private init(hashes: [PDQHash], quality: Int) {
        self.hashes = hashes
        self.quality = quality
    }

    init(_ spectrum: PDQTransform.Spectrum, _ transform: PDQTransform) {
        hashes = PDQSymmetry.allCases.map { symmetry in
            transform.hash(of: Self.turned(spectrum.frequencies, by: symmetry))
        }
        quality = spectrum.quality
    }

    /// The fingerprint of one form.
    ///
    /// - Parameter symmetry: Which.
    public subscript(symmetry: PDQSymmetry) -> PDQHash {
        hashes[PDQSymmetry.allCases.firstIndex(of: symmetry) ?? 0]
    }

    /// Tells how a near-duplicate was made: which turning of this picture comes closest to
    /// another's fingerprint.
    ///
    /// - Parameter other: The other picture's fingerprint.
    /// - Returns: The turning that makes the other picture of this one, and how many bits still
    ///   differ: more than about 31, and it was hardly made of this one, unless it is small. Of
    ///   several equally close the simplest.
    public func closest(to other: PDQHash) -> (symmetry: PDQSymmetry, distance: Int) {
        var best = (symmetry: PDQSymmetry.identity, distance: 257)
        for (symmetry, hash) in zip(PDQSymmetry.allCases, hashes) {
            let distance = hash.distance(to: other)
            if distance < best.distance { best = (symmetry, distance) }
        }
        return best
    }

    /// Reversing a line multiplies its frequency `k` by -1 to the power of `k`; row and column
    /// numbers count from frequency 1.
    private static func turned(_ from: [Float], by symmetry: PDQSymmetry) -> [Float] {
        (0..<256).map { bit in
            let (row, column) = (bit / 16, bit % 16)
            let straight = from[row * 16 + column]
            let swapped = from[column * 16 + row]
            let rowSign: Float = row % 2 == 0 ? -1 : 1
            let columnSign: Float = column % 2 == 0 ? -1 : 1
            return switch symmetry {
            case .identity: straight
            case .rotated90: swapped * rowSign
            case .rotated180: straight * rowSign * columnSign
            case .rotated270: swapped * columnSign
            case .flippedVertically: straight * rowSign
            case .flippedHorizontally: straight * columnSign
            case .transposed: swapped
            case .antitransposed: swapped * rowSign * columnSign
            }
        }
    }
}
