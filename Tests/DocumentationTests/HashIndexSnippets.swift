// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
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

    @Test func `digests are told`() {
        let listedDigests = (0..<64).map { UInt8($0 / 32) }
        let seenDigests = (0..<64).map { UInt8($0 / 32 + 1) }
        // snippet: digests
        var files = DigestIndex(byteCount: 32)
        files.insert(contentsOf: listedDigests)
        let known = files.members(among: seenDigests)  // the numbers of those that are listed
        // end of snippet
        #expect(known == [0])
    }

    @Test func `an index is shared and kept`() throws {
        let index = HammingIndex()
        let listedSince = PDQHash(words: [1, 2, 3, 4])
        let path = FileManager.default.temporaryDirectory
            .appending(path: "snippet-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        // snippet: sharing
        let shared = SharedIndex(index)
        shared.update { $0.insert(listedSince) }
        var latest = shared.latest
        try latest.writeSnapshot(to: path)
        let (again, _) = try HammingIndex.readSnapshot(at: path)
        // end of snippet
        #expect(again.contains(listedSince))
    }
}
