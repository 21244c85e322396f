// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Testing

/// The code of HashIndex's articles, compiled and run.
@Suite struct HashIndexSnippets {
    @Test func `near members are found`() throws {
        let listedHashes = (0..<100).map { PDQHash(words: [UInt64($0), 0, .max, 7]) }
        let seen = PDQHash(words: [3, 1, .max, 7])
        // snippet: searching
        var index = HammingIndex()
        for hash in listedHashes { index.insert(hash) }
        let found = index.neighbours(of: seen, within: 31, limit: 10)
        let nearest = found.first  // its hash, and how many bits differ
        // end of snippet
        #expect(nearest == HashNeighbour(hash: PDQHash(words: [3, 0, .max, 7]), distance: 1))
        let withdrawn = listedHashes[3]
        // snippet: removing
        index.remove(withdrawn)
        let isGone = !index.contains(withdrawn)
        // end of snippet
        #expect(isGone)
    }
}
