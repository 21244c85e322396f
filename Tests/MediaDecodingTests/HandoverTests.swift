// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import TestSupport
import Testing

@testable import MediaDecoding

/// Files on their way through memory that pool and child share.
struct HandoverTests {
    @Test(arguments: 0..<8) func `no file is written over before its child has done with it`(
        seed: Int
    ) throws {
        var generator = SplitMix(seed: UInt64(seed))
        let memory = try #require(HandoverMemory())
        let files = try #require(HandedFiles(descriptor: memory.descriptor))
        var inHand: [(start: Int, bytes: [UInt8])] = []
        var refusals = 0
        for number in 0..<400 {
            let count = Int.random(
                in: 1...(HandoverMemory.byteCount / (number % 3 == 0 ? 2 : 64)), using: &generator)
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count)
            if let start = memory.take(bytes) {
                inHand.append((start, bytes))
            } else {
                refusals += 1
            }
            if inHand.count > Int.random(in: 0...8, using: &generator) {
                let first = inHand.removeFirst()
                #expect(files.file(at: first.start, byteCount: first.bytes.count) == first.bytes)
                memory.releaseFirst()
            }
        }
        // Room was used up, and was used again.
        #expect(refusals > 0 && refusals < 200)
    }

    @Test func `the whole of the memory is given, and nothing beyond it`() throws {
        let memory = try #require(HandoverMemory())
        let files = try #require(HandedFiles(descriptor: memory.descriptor))
        let size = HandoverMemory.byteCount
        #expect(memory.take([UInt8](repeating: 1, count: size + 1)) == nil)
        #expect(memory.take([UInt8](repeating: 1, count: size)) == 0)
        #expect(memory.take([2]) == nil)
        #expect(files.file(at: size - 1, byteCount: 1) == [1])
        for (start, count) in [(size, 1), (0, size + 1), (-1, 1), (1, -1), (Int.max, Int.max)] {
            #expect(files.file(at: start, byteCount: count) == nil)
        }
    }

    @Test func `what is no such memory is not mapped, and nobody can change what is`() throws {
        let memory = try #require(HandoverMemory())
        #expect(HandedFiles(descriptor: -1) == nil)
        #expect(HandedFiles(descriptor: 0) == nil)
        #expect(ftruncate(memory.descriptor, 0) == -1 && errno == EPERM)
        let writable = unsafe mmap(nil, 4_096, PROT_WRITE, MAP_SHARED, memory.descriptor, 0)
        #expect(unsafe writable == MAP_FAILED && errno == EPERM)
        let readable = unsafe mmap(nil, 4_096, PROT_READ, MAP_SHARED, memory.descriptor, 0)
        #expect(unsafe readable != MAP_FAILED)
        #expect(unsafe mprotect(readable, 4_096, PROT_READ | PROT_WRITE) == -1)
        unsafe munmap(readable, 4_096)
        #expect(fcntl(memory.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `a file too large for the memory is read all the same`() async throws {
        let picture = PictureFile.waves(width: 30, height: 20)
        let padded = picture + [UInt8](repeating: 0, count: HandoverMemory.byteCount)
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            let readings = await withTaskGroup(of: MediaReading.self) { group in
                for index in 0..<12 {
                    group.addTask { await pool.reading(of: index % 4 == 1 ? padded : picture) }
                }
                return await group.reduce(into: Set<MediaReading>()) { $0.insert($1) }
            }
            #expect(readings.count == 1 && readings.first?.isPicture == true)
        }
    }
}
