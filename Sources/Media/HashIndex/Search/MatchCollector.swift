// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Takes what a search finds, passes over what does not count, and keeps the nearest.
struct MatchCollector {
    private var nearest: NearestNeighbours
    private let labels: LabelSet?
    /// Places of the segment at hand that were removed since it was made.
    var removed: Set<UInt32> = []

    init(within distanceMax: Int, limit: Int, labels: LabelSet?) {
        nearest = NearestNeighbours(within: distanceMax, limit: limit)
        self.labels = labels
    }

    /// The largest distance still of interest.
    var reach: Int { nearest.reach }

    mutating func offer(_ place: UInt32, _ distance: Int, in segment: HashSegment) {
        guard distance <= nearest.reach, removed.isEmpty || !removed.contains(place) else { return }
        offer(
            PDQHash(words: segment.words(at: place)), label: segment.label(at: place),
            at: distance)
    }

    mutating func offer(_ hash: PDQHash, label: UInt16, at distance: Int) {
        guard distance <= nearest.reach, labels?.contains(label) ?? true else { return }
        nearest.add(HashNeighbour(hash: hash, label: label, distance: distance))
    }

    func sorted() -> [HashNeighbour] { nearest.sorted() }
}
