// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How far two videos share their frames, with the two percentages of the vPDQ method.
///
/// A video that was cut out of a longer one has a high query percentage and a low compared one; a
/// video that contains the other has it the other way round. Source: facebook/ThreatExchange,
/// `threatexchange/extensions/vpdq/vpdq_brute_matcher.py`. The C++ tool of `vpdq` differs in that
/// it asks for a distance below the tolerance, and counts equal frames each.
public struct VideoComparison: Hashable, Sendable {
    /// The largest distance of two frames that count as the same: the reference's default.
    public static let distanceMax = 31
    /// The least quality of a frame that is compared: the reference's default.
    public static let qualityMin = 50

    /// Distinct frames of the query that are compared.
    public let queryCount: Int
    /// How many of them have a frame like them in the compared video.
    public let queryMatchedCount: Int
    /// Distinct frames of the compared video that are compared.
    public let comparedCount: Int
    /// How many of them have a frame like them in the query.
    public let comparedMatchedCount: Int

    /// The share of the query's frames that the compared video has: 0 to 100; 0 without frames.
    public var queryPercent: Double { Self.percent(queryMatchedCount, of: queryCount) }
    /// The share of the compared video's frames that the query has: 0 to 100; 0 without frames.
    public var comparedPercent: Double { Self.percent(comparedMatchedCount, of: comparedCount) }

    private static func percent(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) * 100 / Double(whole)
    }
}

extension VideoFingerprint {
    /// Compares this video, the query, with another.
    ///
    /// Frames with the same fingerprint count once, those under the quality not at all. Each
    /// remaining frame is compared with each of the other video: time grows with the product of
    /// their numbers; look single frames up in an index to compare one video with many.
    ///
    /// - Parameters:
    ///   - other: The compared video.
    ///   - distanceMax: The largest distance that counts as the same frame: 0 to 256.
    ///   - qualityMin: The least quality of a frame: 0 to 100.
    /// - Returns: The counts, and the two percentages made of them.
    public func comparison(
        with other: VideoFingerprint, distanceMax: Int = VideoComparison.distanceMax,
        qualityMin: Int = VideoComparison.qualityMin
    ) -> VideoComparison {
        let query = distinctHashes(qualityMin: qualityMin)
        let compared = other.distinctHashes(qualityMin: qualityMin)
        var isMatched = [Bool](repeating: false, count: compared.count)
        var queryMatchedCount = 0
        for hash in query {
            var isFound = false
            for (index, candidate) in compared.enumerated()
            where hash.distance(to: candidate) <= distanceMax {
                isFound = true
                isMatched[index] = true
            }
            if isFound { queryMatchedCount += 1 }
        }
        return VideoComparison(
            queryCount: query.count, queryMatchedCount: queryMatchedCount,
            comparedCount: compared.count, comparedMatchedCount: isMatched.count { $0 })
    }
}
