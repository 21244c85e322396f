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
    private var idleCount = 0
    private var isClosed = false
    private var runningThreadCount: Int
    private var enders: [CheckedContinuation<Void, Never>] = []
    private var children: Set<Int32> = []
    private var tally = DecoderPoolCounts()

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
                // Whether the children are confined is asked when much is going on, too.
                if waiting.count >= waitingMax, request.isAboutFile { return .failure(.busy) }
                waiting.append(job)
                unsafe pthread_cond_signal(condition)
                return nil
            }
            if let refusal { answer(job, with: refusal) }
        }
    }

    /// Blocks until there is a job; `nil` when the queue was closed.
    func take() -> DecoderJob? {
        withLock {
            idleCount += 1
            while waiting.isEmpty, !isClosed { unsafe pthread_cond_wait(condition, mutex) }
            idleCount -= 1
            return isClosed ? nil : waiting.removeFirst()
        }
    }

    /// A job for a worker whose child has others in hand already; `nil` when there is none so
    /// small, or when another worker is free to take it.
    func takeAhead(bytesMax: Int) -> DecoderJob? {
        withLock {
            guard idleCount == 0, let first = waiting.first, !first.request.isAlone,
                first.request.body.count <= bytesMax
            else { return nil }
            return waiting.removeFirst()
        }
    }

    /// Takes a job back that was taken ahead, to be the next; false when nobody is free for it.
    func takesBack(_ job: DecoderJob) -> Bool {
        withLock {
            guard idleCount > 0, !isClosed else { return false }
            waiting.insert(job, at: 0)
            unsafe pthread_cond_signal(condition)
            return true
        }
    }

    /// Whether the queue was closed: it takes no more jobs.
    var isStopped: Bool { withLock { isClosed } }

    /// Takes no more jobs, and answers those that wait with `.stopped`.
    func close() {
        let leaving = withLock {
            isClosed = true
            defer { waiting = [] }
            unsafe pthread_cond_broadcast(condition)
            return waiting
        }
        Glibc.shutdown(stopSender, Int32(SHUT_RDWR))
        for job in leaving { answer(job, with: .stopped) }
    }

    /// Counts what became of a file, and tells its caller.
    func answer(_ job: DecoderJob, with outcome: DecoderOutcome) {
        if job.request.isAboutFile { withLock { tally.files[outcome.fate, default: 0] += 1 } }
        job.continuation.resume(returning: outcome)
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
        // Without a thread nobody is ever answered.
        if withLock({ runningThreadCount == 1 }) { close() }
        let leaving = withLock {
            runningThreadCount -= 1
            guard runningThreadCount == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { enders = [] }
            return enders
        }
        for continuation in leaving { continuation.resume() }
    }

    var childIdentifiers: [Int32] { withLock { children.sorted() } }

    func childStarted(_ identifier: Int32) {
        withLock {
            children.insert(identifier)
            tally.started += 1
        }
    }

    /// Counts a child that did not start, unless nobody wanted it any more.
    func childDidNotStart(_ error: DecoderPoolError) {
        if error != .shutDown { withLock { tally.notStarted += 1 } }
    }

    func childEnded(_ identifier: Int32, _ reason: DecoderPoolCounts.ChildEnd) {
        withLock {
            children.remove(identifier)
            tally.ended[reason, default: 0] += 1
        }
    }

    var counts: DecoderPoolCounts {
        withLock {
            var counts = tally
            counts.waiting = waiting.count
            counts.children = children.count
            return counts
        }
    }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }
}
