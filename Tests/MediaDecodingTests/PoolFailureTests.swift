// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Glibc
import MediaDecoding
import TestSupport
import Testing

/// Children that fail in every way they can, and pools that go on.
struct PoolFailureTests {
    private let picture = PictureFile.waves(width: 40, height: 30)

    @Test(arguments: [
        (RehearsedFailure.crash, UndecodableReason.crashed), (.leave, .crashed),
        (.answerGarbage, .garbled), (.answerEndlessly, .garbled), (.exhaustMemory, .outOfMemory),
    ])
    func `a child that fails costs its own file and no other`(
        failure: RehearsedFailure, reason: UndecodableReason
    ) async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.rehearsesFailures = true
        } run: { pool in
            let before = await pool.reading(of: picture)
            let children = pool.childIdentifiers
            #expect(await pool.rehearse(failure) == reason)
            #expect(await pool.reading(of: picture) == before)
            #expect(before.isPicture)
            // Never the same child again.
            #expect(Set(children).isDisjoint(with: pool.childIdentifiers))
            #expect(children.count == 1)
            let fate: DecoderPoolCounts.FileFate? =
                switch reason {
                case .crashed: .crashed
                case .garbled: .garbled
                case .outOfMemory: .outOfMemory
                default: nil
                }
            let expected = [.read: 2, try #require(fate): 1]
            #expect(pool.counts.files == expected)
            // What kills a child that had read others is read once more, by a fresh one.
            #expect(
                pool.counts.ended == (reason == .outOfMemory ? [.replaced: 2] : [.failed: 2]))
        }
    }

    @Test(arguments: [
        RehearsedFailure.crash, .leave, .answerGarbage, .answerEndlessly, .exhaustMemory,
        .answerAndLeave,
    ])
    func `files handed to a child that fails before it read them are read by the next`(
        failure: RehearsedFailure
    ) async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 2
            $0.rehearsesFailures = true
        } run: { pool in
            // All at once, so that each child has the next file before it fails.
            let (failed, read) = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<60 {
                    if index % 6 == 3 {
                        group.addTask { await pool.rehearse(failure) == nil }
                    } else {
                        group.addTask { await pool.reading(of: picture).isPicture }
                    }
                }
                return await group.reduce(into: (0, 0)) {
                    if $1 { $0.1 += 1 } else { $0.0 += 1 }
                }
            }
            #expect(failed == 10 && read == 50)
        }
    }

    @Test func `a file that kills a child for good is given up after two`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.rehearsesFailures = true
        } run: { pool in
            #expect(await pool.reading(of: picture).isPicture)
            #expect(await pool.rehearse(.crash) == .crashed)
            #expect(pool.counts.ended == [.failed: 2])
            // A fresh child's failure is the file's own.
            _ = try await pool.verify()
            let child = try #require(pool.childIdentifiers.first)
            kill(child, SIGKILL)
            var ended = unsafe siginfo_t()
            #expect(unsafe waitid(P_PID, id_t(child), &ended, WEXITED | WNOWAIT) == 0)
            #expect(await pool.rehearse(.crash) == .crashed)
            #expect(pool.counts.ended == [.failed: 4])
        }
    }

    @Test func `answers to what was not asked reach nobody but those that were handed over`()
        async throws
    {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.rehearsesFailures = true
        } run: { pool in
            let read = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<200 {
                    if index == 3 {
                        group.addTask {
                            _ = await pool.rehearse(.answerAhead)
                            return false
                        }
                    } else {
                        group.addTask { await pool.reading(of: picture).isPicture }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            // At most the seven that the child had in hand behind it were lied about.
            #expect(read >= 199 - 7)
            #expect(pool.counts.files[.read] == read)
        }
    }

    @Test func `a file behind one that hangs is read by whoever is free`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 2
            $0.deadline = .seconds(10)
            $0.rehearsesFailures = true
        } run: { pool in
            let order = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<41 {
                    if index == 10 {
                        group.addTask { await pool.rehearse(.hang) == .timedOut }
                    } else {
                        group.addTask { await !pool.reading(of: picture).isPicture }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            // Everything else was answered before the one that hung was given up.
            #expect(order == [Bool](repeating: false, count: 40) + [true])
            #expect(pool.counts.files == [.read: 40, .timedOut: 1])
        }
    }

    @Test(arguments: [RehearsedFailure.hang, .stopReading])
    func `a child that does not answer is killed at the deadline`(
        failure: RehearsedFailure
    ) async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
            $0.deadline = .seconds(5)
            $0.rehearsesFailures = true
        } run: { pool in
            _ = try await pool.verify()
            let child = try #require(pool.childIdentifiers.first)
            #expect(await pool.rehearse(failure) == .timedOut)
            #expect(kill(child, 0) == -1 && errno == ESRCH)
            #expect(await pool.reading(of: picture).isPicture)
        }
    }

    @Test func `a child that was not started for a rehearsal refuses one`() async throws {
        try await DecoderUnderTest.withPool { pool in
            #expect(await pool.rehearse(.crash) == .unsupported)
        }
    }

    @Test func `a child that died while it was idle costs no file`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            _ = try await pool.verify()
            let child = try #require(pool.childIdentifiers.first)
            kill(child, SIGKILL)
            // Dead for certain, and left for the pool to find.
            var ended = unsafe siginfo_t()
            #expect(unsafe waitid(P_PID, id_t(child), &ended, WEXITED | WNOWAIT) == 0)
            #expect(await pool.reading(of: picture).isPicture)
            #expect(pool.childIdentifiers.contains(child) == false)
        }
    }

    @Test func `a missing decoder is named, and a file's fault it is not`() async throws {
        let folder = try ScratchFolder.path()
        let plain = folder + "/plain-\(UUID().uuidString)"
        try Data("not a program".utf8).write(to: URL(filePath: plain))
        let cases: [(String, DecoderPoolError)] = [
            (folder + "/no-such-decoder", .executableMissing(errorNumber: Int(ENOENT))),
            (plain, .executableMissing(errorNumber: Int(EACCES))),
            ("/bin/true", .silent),
        ]
        for (path, error) in cases {
            try await DecoderUnderTest.withPool {
                $0.executablePath = path
            } run: { pool in
                await #expect(throws: error) { try await pool.verify() }
                let reading = await pool.reading(of: picture)
                #expect(reading == .undecodable(.unavailable))
                #expect(UndecodableReason.unavailable.isTransient)
            }
        }
    }

    @Test func `a decoder that appears later is put to work`() async throws {
        let link = try ScratchFolder.path() + "/late-\(UUID().uuidString)"
        let decoder = DecoderPool.Configuration.besideRunningExecutable().executablePath
        try await DecoderUnderTest.withPool {
            $0.executablePath = link
        } run: { pool in
            #expect(await pool.reading(of: picture) == .undecodable(.unavailable))
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: decoder)
            #expect(await pool.reading(of: picture).isPicture)
        }
    }

    @Test func `a kernel without Landlock is refused unless somebody allows it`() async throws {
        try await DecoderUnderTest.withPool {
            $0.pretendsMissingLandlock = true
        } run: { pool in
            await #expect(
                throws: DecoderPoolError.notConfined(stage: .landlock, errorNumber: Int(ENOSYS))
            ) { try await pool.verify() }
            #expect(await pool.reading(of: picture) == .undecodable(.unavailable))
        }
        try await DecoderUnderTest.withPool {
            $0.pretendsMissingLandlock = true
            $0.allowsMissingLandlock = true
        } run: { pool in
            let report = try await pool.verify()
            #expect(report.landlockVersion == 0)
            #expect(report.holds)
            #expect(await pool.reading(of: picture).isPicture)
        }
    }
}
