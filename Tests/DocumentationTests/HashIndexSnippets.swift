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

    @Test func `labels tell lists apart`() {
        let listedHash = PDQHash(words: [1, 2, 3, 4])
        let seen = PDQHash(words: [1, 2, 3, 7])
        // snippet: labels
        var index = HammingIndex()
        index.insert(listedHash, label: 1)  // for instance the number of a list
        index.insert(listedHash, label: 2)  // the same fingerprint on another list
        var inUse: LabelSet = [1, 2]
        inUse.remove(2)  // the second list is not in use any more
        let found = index.neighbours(of: seen, within: 31, labels: inUse)
        let lists = found.map { $0.label }  // 1, and nothing of the second list
        // end of snippet
        #expect(lists == [1])
        let all = index.neighbours(of: seen, within: 31).map { $0.label }
        #expect(Set(all) == [1, 2] && all.count == 2)
        let seenHashes = [PDQHash(words: [.max, .max, 0, 0]), seen]
        var noted: [PDQHash: HashNeighbour] = [:]
        func note(_ hash: PDQHash, _ neighbour: HashNeighbour) { noted[hash] = neighbour }
        // snippet: many at once
        let answers = index.neighbours(ofAll: seenHashes, within: 31, labels: inUse, limit: 10)
        for (hash, found) in zip(seenHashes, answers) {
            if let nearest = found.first { note(hash, nearest) }
        }
        // end of snippet
        #expect(answers.count == 2)
        #expect(noted == [seen: HashNeighbour(hash: listedHash, label: 1, distance: 2)])
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
