// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding
import TestSupport
import Testing

/// Many callers at once: order, bounds, recycling, the end.
struct PoolQueueTests {
    @Test func `many files at once each get their own answer`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 3
        } run: { pool in
            let sizes = (0..<120).map { (width: 5 + $0 % 30, height: 5 + $0 / 30) }
            let readings = await withTaskGroup(of: (Int, MediaReading).self) { group in
                for (index, size) in sizes.enumerated() {
                    let bytes = PictureFile.waves(
                        width: size.width, height: size.height, shift: index)
                    group.addTask { (index, await pool.reading(of: bytes)) }
                }
                return await group.reduce(into: [Int: MediaReading]()) { $0[$1.0] = $1.1 }
            }
            for (index, size) in sizes.enumerated() {
                guard case .picture(let picture)? = readings[index] else {
                    Issue.record("\(index): \(String(describing: readings[index]))")
                    continue
                }
                #expect(picture.width == size.width && picture.height == size.height)
            }
        }
    }

    @Test func `a full queue answers at once that it is full`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.waitingMax = 2
            // Were there no bound, each caller would get this far, and the test to an end.
            $0.deadline = .seconds(30)
            $0.rehearsesFailures = true
        } run: { pool in
            // Each that is taken keeps the only child for good: one is taken, two wait.
            let callers = 10
            let outcomes = await withTaskGroup(of: UndecodableReason?.self) { group in
                for _ in 0..<callers { group.addTask { await pool.rehearse(.hang) } }
                var outcomes: [UndecodableReason?] = []
                for await outcome in group {
                    outcomes.append(outcome)
                    if outcomes.count == callers - 3 { await pool.shutdown() }
                }
                return outcomes
            }
            #expect(outcomes.prefix(callers - 3).allSatisfy { $0 == .busy })
            let refused = pool.counts.files[.refused, default: 0]
            #expect((callers - 3...callers - 2).contains(refused))
            #expect(pool.counts.files == [.refused: refused, .unavailable: callers - refused])
            // Whoever was taken or waited is sent away by the end of the pool.
            #expect(outcomes.suffix(2) == [.unavailable, .unavailable])
            #expect(await pool.reading(of: [1]) == .undecodable(.unavailable))
        }
    }

    @Test func `a child is replaced after its share of files`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.itemsPerWorkerMax = 3
        } run: { pool in
            var children: [[Int32]] = []
            for index in 0..<9 {
                let bytes = PictureFile.waves(width: 9, height: 9, shift: index)
                #expect(await pool.reading(of: bytes).isPicture)
                // After the second of three it is certain which child is at work.
                if index % 3 == 1 { children.append(pool.childIdentifiers) }
            }
            #expect(children.allSatisfy { $0.count == 1 })
            #expect(Set(children).count == 3)
            // The last answer may be here before its child is gone.
            #expect(pool.counts.ended[.recycled, default: 0] >= 2)
        }
    }

    @Test func `a child started ahead takes over, however many wait`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.itemsPerWorkerMax = 70
        } run: { pool in
            let pictures = (0..<300).map { PictureFile.waves(width: 9, height: 9, shift: $0) }
            let readings = await withTaskGroup(of: Bool.self) { group in
                for picture in pictures {
                    group.addTask { await pool.reading(of: picture).isPicture }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(readings == 300)
            #expect(pool.counts.ended == [.recycled: 4])
            #expect((5...6).contains(pool.counts.started))
            #expect(pool.counts.notStarted == 0)
        }
    }

    @Test func `a child that met a broken file is replaced`() async throws {
        let broken = Array(PictureFile.waves(width: 40, height: 30).dropLast(600))
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            _ = try await pool.verify()
            let before = pool.childIdentifiers
            #expect(await pool.reading(of: broken) == .undecodable(.truncated))
            _ = try await pool.verify()
            #expect(Set(before).isDisjoint(with: pool.childIdentifiers))
        }
    }

    @Test func `after the end no child is left`() async throws {
        let children = try await DecoderUnderTest.withPool {
            $0.workers = 4
        } run: { pool in
            // Four files at once start four children.
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        let bytes = PictureFile.waves(width: 30, height: 30, shift: index)
                        #expect(await pool.reading(of: bytes).isPicture)
                    }
                }
            }
            return pool.childIdentifiers
        }
        #expect(!children.isEmpty)
        for child in children { #expect(kill(child, 0) == -1 && errno == ESRCH) }
    }

    @Test func `shutting down twice is as good as once`() async throws {
        try await DecoderUnderTest.withPool { pool in
            await pool.shutdown()
            await pool.shutdown()
            await #expect(throws: DecoderPoolError.shutDown) { try await pool.verify() }
        }
    }
}
