// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Storage
import Synchronization

/// A call that waits for a lane.
struct PostgresCall: Sendable {
    let run: @Sendable (PostgresLane) -> Void
    let reject: @Sendable (StorageError) -> Void
}

/// Hands calls to lanes in the order they came; a bounded number of lanes, a bounded queue.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresLane]
        var waiting: [PostgresCall] = []
        /// Where `waiting` begins; what lies before has been handed out.
        var head = 0
        var busyCount = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []

        mutating func next() -> PostgresCall? {
            guard head < waiting.count else { return nil }
            defer {
                head += 1
                if head == waiting.count {
                    waiting.removeAll(keepingCapacity: true)
                    head = 0
                } else if head >= 1_024 {
                    waiting.removeFirst(head)
                    head = 0
                }
            }
            return waiting[head]
        }
    }

    private enum Step {
        case run(PostgresLane)
        case wait
        case refuse(StorageError)
    }

    private let state: Mutex<State>
    private let lanes: [PostgresLane]
    private let waitingMax: Int

    init(_ settings: PostgresSettings) {
        let gate = ConnectionGate(pauseMillisecondsMax: settings.reconnectMillisecondsMax)
        lanes = (1...max(1, settings.connectionsMax)).map {
            PostgresLane(number: $0, settings: settings, gate: gate)
        }
        state = Mutex(State(idle: lanes.reversed()))
        waitingMax = settings.waitingMax
    }

    func submit(_ call: PostgresCall) {
        let step = state.withLock { state -> Step in
            if state.isClosed { return .refuse(.closed) }
            if let lane = state.idle.popLast() {
                state.busyCount += 1
                return .run(lane)
            }
            guard state.waiting.count - state.head < waitingMax else {
                return .refuse(.unavailable)
            }
            state.waiting.append(call)
            return .wait
        }
        switch step {
        case .run(let lane): lane.queue.async { self.work(on: lane, call) }
        case .wait: break
        case .refuse(let error): call.reject(error)
        }
    }

    /// Refuses further calls, and returns when those before it are answered.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.busyCount > 0 { state.closers.append(continuation) }
                return state.busyCount == 0
            }
            if isIdle { continuation.resume() }
        }
        for lane in lanes { lane.queue.sync { lane.disconnect() } }
    }

    /// Runs this call and then those that wait, on the lane's own thread.
    private func work(on lane: PostgresLane, _ first: PostgresCall) {
        var call = first
        while true {
            call.run(lane)
            guard let next = nextCall(after: lane) else { return }
            call = next
        }
    }

    /// The next call for this lane; without one it goes idle, and the last lane to do so lets
    /// `close` return.
    private func nextCall(after lane: PostgresLane) -> PostgresCall? {
        var closers: [CheckedContinuation<Void, Never>] = []
        let next = state.withLock { state -> PostgresCall? in
            if let next = state.next() { return next }
            state.busyCount -= 1
            state.idle.append(lane)
            if state.busyCount == 0 { swap(&closers, &state.closers) }
            return nil
        }
        for closer in closers { closer.resume() }
        return next
    }
}
