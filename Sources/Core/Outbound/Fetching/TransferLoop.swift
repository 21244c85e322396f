// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CFetch
import Foundation
import Synchronization

/// All transfers of one fetcher, moved along by one thread.
///
/// The thread lives while there are transfers, and sleeps while nothing happens to them. What
/// others want of it they leave under the lock, and wake it. Only the thread touches libcurl, but
/// for waking it.
final class TransferLoop: Sendable {
    private enum Command {
        case start(UInt64, Transfer)
        case cancel(UInt64)
    }

    /// Safe, because the pointer is only used where it is said so.
    @safe private struct State {
        var lastID: UInt64 = 0
        var commands: [Command] = []
        var waiting: [UInt64: CheckedContinuation<TransferEnd, Never>] = [:]
        var isRunning = false
        /// Made for the first transfer, and kept for the certificates that it remembers.
        var loop: OpaquePointer?
    }

    private let state = Mutex(State())

    init() {}

    deinit {
        // SAFETY: the thread holds this object, so there is none any more.
        state.withLock { state in
            if let loop = unsafe state.loop { unsafe cfetch_close(loop) }
        }
    }

    /// Runs one transfer; ends at once when the task is cancelled.
    func run(_ transfer: Transfer) async -> TransferEnd {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isFirst = state.withLock { state -> Bool in
                    state.waiting[id] = continuation
                    state.commands.append(.start(id, transfer))
                    // Asked under the lock: a cancellation from now on finds the transfer.
                    if Task.isCancelled { state.commands.append(.cancel(id)) }
                    return Self.callThread(&state)
                }
                if isFirst { Thread.detachNewThread { self.serve() } }
            }
        } onCancel: {
            state.withLock { state in
                guard state.waiting[id] != nil else { return }
                state.commands.append(.cancel(id))
                _ = Self.callThread(&state)
            }
        }
    }

    /// Wakes the thread; `true` when there is none, and the caller has to make it.
    private static func callThread(_ state: inout State) -> Bool {
        // SAFETY: a loop that is there is closed by `deinit` only.
        if let loop = unsafe state.loop { unsafe cfetch_wake(loop) }
        defer { state.isRunning = true }
        return !state.isRunning
    }

    private func serve() {
        cfetch_ignore_broken_pipes()
        while let commands = takeCommands() {
            guard let loop = unsafe loop() else {
                failAll()
                continue
            }
            for command in commands {
                switch command {
                case .start(let id, let transfer):
                    // SAFETY: the loop owns the transfer from here on.
                    if let made = unsafe transfer.make(id: id) {
                        unsafe cfetch_add(loop, made)
                    } else {
                        end(id, .failed(.connectionFailed))
                    }
                case .cancel(let id):
                    if unsafe cfetch_cancel(loop, id) { end(id, .failed(.cancelled)) }
                }
            }
            unsafe cfetch_turn(loop)
            // SAFETY: a transfer that is taken is this function's, and is freed once.
            while let transfer = unsafe cfetch_take(loop) {
                unsafe end(cfetch_id(transfer), TransferEnd(of: transfer))
                unsafe cfetch_free(transfer)
            }
        }
    }

    /// `nil` when nobody waits for anything: then the thread ends, and the next one starts another.
    private func takeCommands() -> [Command]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.commands = []
                state.isRunning = false
                return nil
            }
            defer { state.commands = [] }
            return state.commands
        }
    }

    @unsafe private func loop() -> OpaquePointer? {
        let found = unsafe state.withLock { state in
            if unsafe state.loop == nil { unsafe state.loop = cfetch_open() }
            return unsafe UnsafeLoop(pointer: state.loop)
        }
        return unsafe found.pointer
    }

    /// A pointer on its way out of the lock.
    // SAFETY: the thread alone uses it, and `deinit` waits for the thread to let go of this object.
    @unsafe private struct UnsafeLoop: @unchecked Sendable {
        let pointer: OpaquePointer?
    }

    private func end(_ id: UInt64, _ end: TransferEnd) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: end)
    }

    private func failAll() {
        for id in state.withLock({ Array($0.waiting.keys) }) {
            end(id, .failed(.connectionFailed))
        }
    }
}
