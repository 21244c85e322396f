// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import PerceptualHashing

/// What somebody asks about one file: its digests, and the fingerprints of its pictures.
package struct MatchQuestion: Sendable {
    let digests: Set<Fingerprint>
    /// A picture's own, or those of a video's frames, each with the quality of its reading.
    package let pictures: [PDQReading]

    /// - Parameter quality: of the reading that gave the perceptual fingerprints: a list is not
    ///   compared with a reading under the quality it asks for. `nil` where nobody knows it, as for
    ///   a fingerprint without its picture; then it is compared with every list.
    package init(_ fingerprints: [Fingerprint], quality: Int?) {
        let distinct = Set(fingerprints)
        let quality = quality ?? HashListSettings.pdqQualities.upperBound
        digests = distinct.filter { $0.kind != .pdq }
        pictures = distinct.filter { $0.kind == .pdq }.compactMap { fingerprint in
            PDQHash(bytes: fingerprint.bytes).map { PDQReading(hash: $0, quality: quality) }
        }
    }

    var fingerprintCount: Int { digests.count + pictures.count }
}
