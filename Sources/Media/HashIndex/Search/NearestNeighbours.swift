// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Collects neighbours up to a limit: once there are enough near ones, it no longer takes far ones.
///
/// Holds fewer than five times the limit, whatever is offered.
struct NearestNeighbours {
    /// The largest distance still of interest.
    private(set) var reach: Int
    private let limit: Int
    private var found: [HashNeighbour] = []
    /// How many were found at each distance up to `reach`.
    private var counts: [Int]
    private var withinReach = 0

    init(within reach: Int, limit: Int) {
        self.reach = reach
        self.limit = limit
        counts = Array(repeating: 0, count: reach + 1)
    }

    /// - Parameter neighbour: at most `reach` away.
    mutating func add(_ neighbour: HashNeighbour) {
        let distance = neighbour.distance
        // There are enough as near as this one.
        if distance == reach, withinReach >= limit { return }
        found.append(neighbour)
        counts[distance] += 1
        withinReach += 1
        while withinReach - counts[reach] >= limit {
            withinReach -= counts[reach]
            reach -= 1
        }
        if found.count / 4 >= limit { found.removeAll { $0.distance > reach } }
    }

    func sorted() -> [HashNeighbour] {
        Array(
            found.filter { $0.distance <= reach }.sorted { $0.distance < $1.distance }
                .prefix(limit))
    }
}
