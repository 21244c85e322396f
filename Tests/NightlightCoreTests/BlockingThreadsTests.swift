// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Synchronization
import Testing

@testable import NightlightCore

@Suite struct BlockingThreadsTests {
    private final class Counts: Sendable {
        private let state = Mutex((now: 0, most: 0))

        var now: Int { state.withLock(\.now) }
        var most: Int { state.withLock(\.most) }

        func enter() {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }

        func leave() { state.withLock { $0.now -= 1 } }
    }

    @Test func `no more run at once than may, and all run`() async {
        let threads = BlockingThreads(threadsMax: 3)
        let counts = Counts()
        let gate = Pipe()
        let (came, comes) = AsyncStream<Void>.makeStream()
        let (left, leaves) = AsyncStream<Void>.makeStream()
        for _ in 1...60 {
            threads.start {
                counts.enter()
                comes.yield()
                _ = try? gate.fileHandleForReading.read(upToCount: 1)
                counts.leave()
                leaves.yield()
            }
        }
        var (arrivals, departures) = (came.makeAsyncIterator(), left.makeAsyncIterator())
        for _ in 1...3 { await arrivals.next() }
        // Three stand at the gate. Whenever one is let through, another comes.
        for _ in 4...60 {
            gate.fileHandleForWriting.write(Data(count: 1))
            await departures.next()
            await arrivals.next()
        }
        gate.fileHandleForWriting.write(Data(count: 3))
        for _ in 1...3 { await departures.next() }
        #expect(counts.now == 0)
        #expect(counts.most == 3)
    }

    @Test func `whoever blocks holds up nobody else`() async {
        let threads = BlockingThreads(threadsMax: 8)
        let pipe = Pipe()
        for _ in 1...8 {
            threads.start { _ = try? pipe.fileHandleForReading.read(upToCount: 1) }
        }
        // Eight threads stand still; a thousand turns of everybody else's still happen.
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...1_000 { group.addTask { await Task.yield() } }
        }
        pipe.fileHandleForWriting.write(Data(count: 8))
        await withCheckedContinuation { continuation in threads.start { continuation.resume() } }
    }

    @Test func `whoever finds the line full is refused`() async throws {
        let threads = BlockingThreads(threadsMax: 1, waitingMax: 0)
        #expect(try await threads.run { 7 } == 7)
        let pipe = Pipe()
        threads.start { _ = try? pipe.fileHandleForReading.read(upToCount: 1) }
        await #expect(throws: BlockingThreads.Full.self) { try await threads.run { 8 } }
        pipe.fileHandleForWriting.write(Data(count: 1))
    }

    @Test func `whoever is cancelled leaves the line`() async throws {
        let threads = BlockingThreads(threadsMax: 1, waitingMax: 1)
        let pipe = Pipe()
        threads.start { _ = try? pipe.fileHandleForReading.read(upToCount: 1) }
        let waiting = Task { try await threads.run { 1 } }
        waiting.cancel()
        // The thread still stands: whoever waits can only have left.
        await #expect(throws: CancellationError.self) { try await waiting.value }
        async let next = threads.run { 2 }
        pipe.fileHandleForWriting.write(Data(count: 1))
        #expect(try await next == 2)
    }
}
