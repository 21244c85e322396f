// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// Where files wait for a child: asynchronous callers on one side, the workers' threads, which
/// block, on the other.
//
// SAFETY: everything mutable is touched only between `lock()` and `unlock()`; the mutex, the
// condition and the descriptor live as long as the object.
@safe final class DecoderQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let waitingMax: Int
    private var waiting: [DecoderJob] = []
    private var isClosed = false
    private var runningThreadCount: Int
    private var enders: [CheckedContinuation<Void, Never>] = []
    private var children: Set<Int32> = []

    /// Becomes readable, for good, when the queue is closed: wakes workers that wait for a child.
    let stopDescriptor: Int32
    private let stopSender: Int32

    init(waitingMax: Int, threadCount: Int) {
        self.waitingMax = waitingMax
        runningThreadCount = threadCount
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        unsafe socketpair(AF_UNIX, type, 0, &pair)
        (stopDescriptor, stopSender) = (pair[0], pair[1])
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        _ = Glibc.close(stopDescriptor)
        _ = Glibc.close(stopSender)
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Waits for a child's answer, in the order of calls.
    func perform(_ request: DecoderRequest, answerBytesMax: Int) async -> DecoderOutcome {
        await withCheckedContinuation { continuation in
            let job = DecoderJob(
                request: request, answerBytesMax: answerBytesMax, continuation: continuation)
            let refusal = withLock { () -> DecoderOutcome? in
                if isClosed { return .stopped }
                if waiting.count >= waitingMax { return .failure(.busy) }
                waiting.append(job)
                unsafe pthread_cond_signal(condition)
                return nil
            }
            if let refusal { continuation.resume(returning: refusal) }
        }
    }

    /// Blocks until there is a job; `nil` when the queue was closed.
    func take() -> DecoderJob? {
        withLock {
            while waiting.isEmpty, !isClosed { unsafe pthread_cond_wait(condition, mutex) }
            return isClosed ? nil : waiting.removeFirst()
        }
    }

    /// Lets nobody in any more, and sends everyone away who waits.
    func close() {
        let leaving = withLock {
            isClosed = true
            defer { waiting = [] }
            unsafe pthread_cond_broadcast(condition)
            return waiting
        }
        Glibc.shutdown(stopSender, Int32(SHUT_RDWR))
        for job in leaving { job.continuation.resume(returning: .stopped) }
    }

    func waitUntilEnded() async {
        await withCheckedContinuation { continuation in
            let isOver = withLock {
                if runningThreadCount > 0 { enders.append(continuation) }
                return runningThreadCount == 0
            }
            if isOver { continuation.resume() }
        }
    }

    func threadEnded() {
        let leaving = withLock {
            runningThreadCount -= 1
            guard runningThreadCount == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { enders = [] }
            return enders
        }
        for continuation in leaving { continuation.resume() }
    }

    var childIdentifiers: [Int32] { withLock { children.sorted() } }

    func childStarted(_ identifier: Int32) { withLock { _ = children.insert(identifier) } }

    func childEnded(_ identifier: Int32) { withLock { _ = children.remove(identifier) } }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }
}
