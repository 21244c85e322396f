// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Synchronization
import Testing

struct SharedIndexTests {
    private final class Writer: Sendable {
        let isWriting = Atomic(true)
    }

    @Test func `a change shows to whoever asks after it`() {
        let shared = SharedIndex(HammingIndex())
        var random = SplitMix(seed: 1)
        let hash = random.hash()
        let before = shared.latest
        let isNew = shared.update { $0.insert(hash) }
        #expect(isNew && shared.latest.contains(hash) && !before.contains(hash))
        let isRemoved = shared.update { $0.remove(hash) }
        #expect(isRemoved && shared.latest.isEmpty)
    }

    @Test func `a change that fails changes nothing`() {
        struct Failure: Error {}
        let shared = SharedIndex(HammingIndex())
        #expect(throws: Failure.self) {
            try shared.update { index in
                index.insert(PDQHash(words: .zero))
                throw Failure()
            }
        }
        #expect(shared.latest.isEmpty)
    }

    @Test func `digests are shared in the same way`() async {
        var random = SplitMix(seed: 7)
        let staying = (0..<32 * 9_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        var first = DigestIndex(byteCount: 32)
        first.insert(contentsOf: staying)
        let shared = SharedIndex(first)
        let writer = Writer()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                var random = SplitMix(seed: 8)
                for _ in 0..<40 {
                    let guests = (0..<300).map { _ in
                        (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                    }
                    shared.update { $0.insert(contentsOf: Array(guests.joined())) }
                    for guest in guests.dropLast() { shared.update { $0.remove(guest) } }
                }
                writer.isWriting.store(false, ordering: .releasing)
                return true
            }
            for _ in 0..<2 {
                group.addTask {
                    var isComplete = true
                    repeat {
                        let found = shared.latest.members(amongAll: staying)
                        isComplete = isComplete && found == Array(0..<9_000)
                    } while writer.isWriting.load(ordering: .acquiring)
                    return isComplete
                }
            }
            for await isComplete in group { #expect(isComplete) }
        }
        #expect(shared.latest.count == 9_000 + 40)
    }

    @Test func `readers see every member that is always there while others come and go`() async {
        var random = SplitMix(seed: 2)
        let staying = ContiguousArray((0..<9_000).map { _ in random.hash() })
        let shared = SharedIndex(HammingIndex(staying))
        let writer = Writer()
        await withTaskGroup(of: Int.self) { group in
            group.addTask {
                var random = SplitMix(seed: 3)
                for _ in 0..<40 {
                    let guests = ContiguousArray((0..<300).map { _ in random.hash() })
                    shared.update { $0.insert(contentsOf: guests) }
                    for guest in guests.dropLast() { shared.update { $0.remove(guest) } }
                }
                writer.isWriting.store(false, ordering: .releasing)
                return 0
            }
            for reader in 0..<2 {
                group.addTask {
                    var (missed, asked) = (0, reader)
                    while writer.isWriting.load(ordering: .acquiring) || asked < 500 {
                        let hash = staying[asked * 7 % staying.count]
                        let found = shared.latest.neighbours(of: hash, within: 31)
                        if !found.contains(where: { $0.hash == hash }) { missed += 1 }
                        asked += 1
                    }
                    return missed
                }
            }
            for await missed in group { #expect(missed == 0) }
        }
        #expect(shared.latest.count == staying.count + 40)
    }
}
