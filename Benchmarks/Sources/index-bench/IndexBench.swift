// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Foundation
import HashIndex
import PerceptualHashing
import Synchronization

/// Answers queries against an index of hashes in a file, when told to.
///
///     index-bench HASHES QUERIES
///
/// Both files hold 32 bytes for each hash, most significant first. Reads a command a line, and
/// answers each with a line:
///
///     build                       seconds, bytes for each hash
///     snapshot FILE               seconds to write, and five times seconds to read and answer one
///                                 query
///     queries DISTANCE THREADS    queries in a second, hashes found
///     single DISTANCE             the same, one query after another on one thread
///     found DISTANCE              for each query the number of hashes found
///     writing DISTANCE SECONDS    queries in a second while another thread inserts and removes,
///                                 and its changes in a second
///     digests N                   SHA-256 look-ups in a second on one thread, hits and misses
@main struct IndexBench {
    static func main() throws {
        let bench = Bench(
            hashes: ContiguousArray(try hashes(CommandLine.arguments[1])),
            queries: try hashes(CommandLine.arguments[2]))
        var state = bench
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            print(try state.perform(words))
            fflush(nil)
        }
    }

    private static func hashes(_ path: String) throws -> [PDQHash] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path), options: .alwaysMapped))
        return stride(from: 0, to: bytes.count, by: 32).map { start in
            var words = SIMD4<UInt64>.zero
            for byte in 0..<32 {
                words[3 - byte / 8] = words[3 - byte / 8] << 8 | UInt64(bytes[start + byte])
            }
            return PDQHash(words: words)
        }
    }
}

struct Bench {
    let hashes: ContiguousArray<PDQHash>
    let queries: [PDQHash]
    var index = HammingIndex()

    mutating func perform(_ words: [String]) throws -> String {
        let distance = words.count > 1 ? Int(words[1]) ?? 31 : 31
        switch words[0] {
        case "build":
            index = HammingIndex()
            let before = Self.residentBytes
            let seconds = Self.seconds { index = HammingIndex(hashes) }
            let bytes = Double(Self.residentBytes - before) / Double(max(1, hashes.count))
            return "\(seconds) \(bytes)"
        case "snapshot":
            let writing = try Self.seconds { try index.writeSnapshot(to: words[1]) }
            // The first time, a virtual machine may have to ask its host for the memory.
            let readings = try (0..<5).map { _ in
                try Self.seconds {
                    let read = try HammingIndex.readSnapshot(at: words[1]).index
                    _ = read.neighbours(of: queries[0], within: 31)
                }
            }
            return "\(writing) " + readings.map { "\($0)" }.joined(separator: " ")
        case "single": return single(distance)
        case "queries": return threaded(distance, threads: Int(words[2]) ?? 1)
        case "found":
            return queries.map { "\(index.neighbours(of: $0, within: distance).count)" }
                .joined(separator: " ")
        case "writing": return writing(distance, seconds: Double(words[2]) ?? 1)
        case "digests": return digests(Int(words[1]) ?? 1_000_000)
        default: return "no command \(words[0])"
        }
    }

    /// Round after round for a second at least, so that the caches hold what they would.
    private func single(_ distance: Int) -> String {
        var (found, asked) = (0, 0)
        let start = ContinuousClock.now
        var seconds = 0.0
        repeat {
            for query in queries { found += index.neighbours(of: query, within: distance).count }
            asked += queries.count
            let took = (ContinuousClock.now - start).components
            seconds = Double(took.seconds) + Double(took.attoseconds) * 1e-18
        } while seconds < 1
        return "\(Double(asked) / seconds) \(found)"
    }

    private func threaded(_ distance: Int, threads: Int) -> String {
        let found = Atomic(0)
        let seconds = Self.seconds {
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                var sum = 0
                for number in stride(from: thread, to: queries.count, by: threads) {
                    sum += index.neighbours(of: queries[number], within: distance).count
                }
                found.add(sum, ordering: .relaxed)
            }
        }
        return "\(Double(queries.count) / seconds) \(found.load(ordering: .relaxed))"
    }

    private func writing(_ distance: Int, seconds: Double) -> String {
        let shared = SharedHammingIndex(index)
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        let asked = Atomic(0)
        let changed = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            var number = 0
            while ContinuousClock.now < end {
                let query = queries[number % queries.count]
                if thread == 0 {
                    _ = shared.latest.neighbours(of: query, within: distance)
                    asked.add(1, ordering: .relaxed)
                } else {
                    let guest = PDQHash(words: query.words &+ UInt64(number))
                    _ = shared.update { number % 2 == 0 ? $0.insert(guest) : $0.remove(guest) }
                    changed.add(1, ordering: .relaxed)
                }
                number += 1
            }
        }
        return "\(Double(asked.load(ordering: .relaxed)) / seconds) "
            + "\(Double(changed.load(ordering: .relaxed)) / seconds)"
    }

    private func digests(_ count: Int) -> String {
        var random = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 32)
        for _ in 0..<count * 4 {
            let word = random.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        var index = DigestIndex(byteCount: 32)
        let building = Self.seconds { index.insert(contentsOf: bytes) }
        let asked = min(count, 1_000_000)
        let known = Array(bytes[..<(asked * 32)])
        var unknown = known
        for place in stride(from: 5, to: unknown.count, by: 32) { unknown[place] ^= 0x81 }
        var hits = 0
        let hit = Self.seconds { hits = index.members(among: known).count }
        let miss = Self.seconds { hits -= index.members(among: unknown).count }
        precondition(hits == asked)
        return "\(Double(asked) / hit) \(Double(asked) / miss) \(building) "
            + "\(Double(index.memoryByteCount) / Double(count))"
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        let took = (ContinuousClock.now - start).components
        return Double(took.seconds) + Double(took.attoseconds) * 1e-18
    }

    private static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4_096
    }
}
