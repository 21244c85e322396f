// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Foundation
import HashIndex
import PerceptualHashing
import Synchronization

/// Answers queries against an index of hashes in a file, when told to.
///
///     index-bench HASHES QUERIES...
///
/// All files hold 32 bytes for each hash, most significant first. Reads a command a line, and
/// answers each with a line:
///
///     build                       seconds, bytes for each hash; once
///     snapshot FILE               seconds to write, and five times seconds to read and answer one
///                                 query; the last that was read is the index from then on
///     ask NUMBER                  takes the queries of that file from then on, 0 for the first
///     queries DISTANCE THREADS    queries in a second, hashes found
///     single DISTANCE             the same, one query after another on one thread
///     found DISTANCE              for each query the number of hashes found
///     writing DISTANCE SECONDS    queries in a second while another thread inserts and removes,
///                                 and its changes in a second
///     digests N                   SHA-256 look-ups in a second on one thread, hits and misses, the
///                                 same on all, seconds to build, bytes for each, seconds to write
///                                 a snapshot, and to read one and look a million up
@main struct IndexBench {
    static func main() throws {
        let files = CommandLine.arguments.dropFirst()
        guard let first = files.first else { return }
        var state = Bench(
            hashes: try hashes(first), asked: try files.dropFirst().map { Array(try hashes($0)) })
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            print(try state.perform(words))
            fflush(nil)
        }
    }

    private static func hashes(_ path: String) throws -> ContiguousArray<PDQHash> {
        let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        return unsafe data.withUnsafeBytes { bytes in
            var hashes: ContiguousArray<PDQHash> = []
            hashes.reserveCapacity(bytes.count / 32)
            for start in stride(from: 0, to: bytes.count, by: 32) {
                let words = unsafe bytes.loadUnaligned(
                    fromByteOffset: start, as: SIMD4<UInt64>.self)
                hashes.append(
                    PDQHash(
                        words: SIMD4(
                            UInt64(bigEndian: words.w), UInt64(bigEndian: words.z),
                            UInt64(bigEndian: words.y), UInt64(bigEndian: words.x))))
            }
            return hashes
        }
    }
}

struct Bench {
    var hashes: ContiguousArray<PDQHash>
    let asked: [[PDQHash]]
    var file = 0
    var index = HammingIndex()

    var queries: [PDQHash] { asked[file] }

    mutating func perform(_ words: [String]) throws -> String {
        let distance = words.count > 1 ? Int(words[1]) ?? 31 : 31
        switch words[0] {
        case "build":
            let before = Self.residentBytes
            let seconds = Self.seconds { index = HammingIndex(hashes) }
            let bytes = Double(Self.residentBytes - before) / Double(max(1, hashes.count))
            // A hundred million leave no room for what is not needed any more.
            hashes = []
            return "\(seconds) \(bytes)"
        case "snapshot": return try snapshot(at: words[1])
        case "ask":
            file = Int(words[1]) ?? 0
            return "\(queries.count)"
        case "single": return single(distance)
        case "queries": return threaded(distance, threads: Int(words[2]) ?? 1)
        case "found":
            return queries.map { "\(index.neighbours(of: $0, within: distance).count)" }
                .joined(separator: " ")
        case "writing": return writing(distance, seconds: Double(words[2]) ?? 1)
        case "digests": return try digests(Int(words[1]) ?? 1_000_000)
        default: return "no command \(words[0])"
        }
    }

    private mutating func snapshot(at path: String) throws -> String {
        let writing = try Self.seconds { try index.writeSnapshot(to: path) }
        // The first time, a virtual machine may have to ask its host for the memory.
        let readings = try (0..<5).map { _ in
            index = HammingIndex()
            return try Self.seconds {
                index = try HammingIndex.readSnapshot(at: path).index
                _ = index.neighbours(of: queries[0], within: 31)
            }
        }
        return "\(writing) " + readings.map { "\($0)" }.joined(separator: " ")
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
        let shared = SharedIndex(index)
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
                    shared.update { number % 2 == 0 ? $0.insert(guest) : $0.remove(guest) }
                    changed.add(1, ordering: .relaxed)
                }
                number += 1
            }
        }
        return "\(Double(asked.load(ordering: .relaxed)) / seconds) "
            + "\(Double(changed.load(ordering: .relaxed)) / seconds)"
    }

    private func digests(_ count: Int) throws -> String {
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
        var times = [
            Self.seconds { hits = index.members(among: known).count },
            Self.seconds { hits -= index.members(among: unknown).count },
            Self.seconds { hits += index.members(amongAll: known).count },
            Self.seconds { hits -= index.members(amongAll: unknown).count },
        ].map { Double(asked) / $0 }
        precondition(hits == 2 * asked)
        let path = FileManager.default.temporaryDirectory.appending(path: "digests").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writing = try Self.seconds { try index.writeSnapshot(to: path) }
        let reading = try Self.seconds {
            hits = try DigestIndex.readSnapshot(at: path).index.members(among: known).count
        }
        precondition(hits == asked)
        times += [building, Double(index.memoryByteCount) / Double(count), writing, reading]
        return times.map { "\($0)" }.joined(separator: " ")
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
