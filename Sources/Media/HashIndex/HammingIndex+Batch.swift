// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

extension HammingIndex {
    // LIMIT: queries a processor takes at a time: enough to make taking them cheap, few enough to
    // end together.
    private static let turnCount = 64

    /// Finds the neighbours of many fingerprints, on all processors.
    ///
    /// - Complexity: That of so many single queries, divided by the number of processors.
    /// - Parameters:
    ///   - hashes: The fingerprints to compare with.
    ///   - distanceMax: The largest number of differing bits, both ends included.
    ///   - labels: Only members with one of these labels; `nil` for all.
    ///   - limit: How many to give at most for each fingerprint.
    /// - Returns: For each fingerprint, in the same order, its neighbours, the nearest first.
    public func neighbours(
        ofAll hashes: [PDQHash], within distanceMax: Int, labels: LabelSet? = nil,
        limit: Int = .max
    ) -> [[HashNeighbour]] {
        Turns.concurrently(Turns.of(hashes.count, each: Self.turnCount)) { turn in
            hashes[turn].map {
                neighbours(of: $0, within: distanceMax, labels: labels, limit: limit)
            }
        }
    }
}
