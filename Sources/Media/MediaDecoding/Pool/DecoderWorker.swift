// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// One thread of the pool, and the child it looks after.
///
/// A thread of its own, not a task: it blocks on the child, and the kernel kills a child when the
/// thread that started it ends, so that thread has to last as long as the child.
final class DecoderWorker {
    /// How long a file waits behind another before it is given to somebody who is free.
    ///
    /// LIMIT: most pictures take a tenth of it; it costs the child, and a new one takes half of it.
    private static let patience = Duration.milliseconds(250)

    /// Files that a child has in hand at most.
    ///
    /// LIMIT: eight small pictures take as long as a worker sleeps, twice over.
    static let inHandMax = 8
    /// The size of what is behind the file in work, when it is more than one.
    ///
    /// LIMIT: so small are most pictures that take less than a millisecond.
    private static let bytesAheadMax = 512 << 10

    private let configuration: DecoderPool.Configuration
    private let queue: DecoderQueue
    private let supply: ChildSupply
    private var child: DecoderChild?
    /// In the order of their answers; the child works on the first.
    private var jobs: [DecoderJob] = []
    /// Answers that came together are passed on together: to wake a caller costs as much as a tenth
    /// of a small picture.
    private var answers: [(job: DecoderJob, outcome: DecoderOutcome)] = []

    private init(configuration: DecoderPool.Configuration, queue: DecoderQueue) {
        self.configuration = configuration
        self.queue = queue
        supply = ChildSupply(configuration: configuration, queue: queue)
    }

    /// Starts a thread that serves the queue until it is closed.
    static func start(configuration: DecoderPool.Configuration, queue: DecoderQueue) {
        let worker = DecoderWorker(configuration: configuration, queue: queue)
        var thread = pthread_t()
        // SAFETY: the thread takes over the retained reference, and nothing else keeps one.
        let context = unsafe Unmanaged.passRetained(worker).toOpaque()
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<DecoderWorker>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        if result == 0 {
            pthread_detach(thread)
        } else {
            unsafe Unmanaged<DecoderWorker>.fromOpaque(context).release()
            queue.threadEnded()
        }
    }

    private func run() {
        while true {
            // The child for the next item starts while nobody waits for it. One that cannot start
            // is tried again only when there is something to do.
            if !supply.lastStartFailed { _ = ready() }
            guard let job = queue.take() else { break }
            jobs = [job]
            while let first = jobs.first {
                answers.append((first, perform(first)))
                jobs.removeFirst()
                if child?.hasAnswered != true || jobs.isEmpty { passOn() }
            }
        }
        end(.dismissed)
        supply.dismiss()
        queue.threadEnded()
    }

    private func passOn() {
        for answer in answers { queue.answer(answer.job, with: answer.outcome) }
        answers = []
    }

    /// Reads a file; once more when the child that failed had read others, any of which may have
    /// broken it.
    ///
    /// Also when it had no memory left, which others may have taken. Not when a file took too long:
    /// it has had its time.
    private func perform(_ job: DecoderJob) -> DecoderOutcome {
        let (outcome, hadReadOthers) = attempt(job)
        switch outcome {
        case .failure(.crashed), .failure(.garbled), .answer(.undecodable(.outOfMemory)):
            guard hadReadOthers else { return outcome }
            // Nobody waits for another's second attempt.
            passOn()
            return attempt(job).outcome
        case .answer, .failure, .notStarted, .stopped: return outcome
        }
    }

    private func attempt(_ job: DecoderJob) -> (outcome: DecoderOutcome, hadReadOthers: Bool) {
        // A child that died, or spoke unasked, while it was idle costs no item.
        if let child, child.unansweredCount == 0, !child.isQuiet { end(.failed) }
        // Nor does a page come to a child that has read anything.
        if let child, job.request.isAlone, child.requestCount > 0 { end(.replaced) }
        let child: DecoderChild
        switch ready() {
        case .success(let ready): child = ready
        case .failure(.shutDown): return (.stopped, false)
        case .failure(let error): return (.notStarted(error), false)
        }
        let hadReadOthers = child.hasReadFiles
        if child.unansweredCount == 0 { child.ask(job.request) }
        askAhead(child)
        supply.startSuccessor(of: child, isLast: job.request.isAlone)
        return (outcome(of: job, from: child), hadReadOthers)
    }

    private func outcome(of job: DecoderJob, from child: DecoderChild) -> DecoderOutcome {
        switch arrival(from: child, for: job) {
        case .frame(let payload):
            guard let answer = DecoderAnswer(payload: payload), accepts(answer, to: job.request)
            else {
                end(.failed)
                return .failure(.garbled)
            }
            let reason = job.request.isAlone ? .replaced : reasonToEnd(child, after: answer)
            if let reason { end(reason) }
            return .answer(answer)
        case .timedOut:
            end(.failed)
            return .failure(.timedOut)
        case .closed:
            end(.failed)
            return .failure(.crashed)
        case .tooLong, .unasked:
            end(.failed)
            return .failure(.garbled)
        case .stopped:
            end(.dismissed)
            return .stopped
        }
    }

    /// Hands the child its next files while it works on this one, so that it never waits for them:
    /// one, or several that are small.
    ///
    /// Not behind a video or an archive, which may take minutes.
    private func askAhead(_ child: DecoderChild) {
        while child.unansweredCount < Self.inHandMax,
            !jobs[child.unansweredCount - 1].request.isLong,
            !jobs[child.unansweredCount - 1].request.isAlone,
            child.requestCount < configuration.itemsPerWorkerMax
        {
            let isFirstAhead = child.unansweredCount == 1
            let bytesLeft = isFirstAhead ? Int.max : Self.bytesAheadMax - bytesAhead
            if jobs.count == child.unansweredCount {
                guard let next = queue.takeAhead(bytesMax: bytesLeft) else { return }
                jobs.append(next)
            }
            let next = jobs[child.unansweredCount]
            guard next.request.body.count <= bytesLeft else { return }
            child.ask(next.request)
        }
    }

    private var bytesAhead: Int { jobs.dropFirst().reduce(0) { $0 + $1.request.body.count } }

    /// Waits for the answer to the first job.
    ///
    /// When it is slow and somebody is free, the one behind it goes there: only the slow one shall
    /// wait.
    private func arrival(from child: DecoderChild, for job: DecoderJob) -> DecoderChild.Arrival {
        let end = Moment.now.advanced(by: configuration.deadline(for: job.request))
        while true {
            let isFollowed = jobs.count > 1
            let pause = isFollowed ? min(end, Moment.now.advanced(by: Self.patience)) : end
            let arrival = child.answer(
                bytesMax: job.answerBytesMax, until: pause, stopDescriptor: queue.stopDescriptor)
            guard case .timedOut = arrival, pause < end else { return arrival }
            while jobs.count > 1, let last = jobs.last, queue.takesBack(last) { jobs.removeLast() }
        }
    }

    /// Whether an answer is one to this very question, within the pool's bounds.
    private func accepts(_ answer: DecoderAnswer, to request: DecoderRequest) -> Bool {
        switch answer {
        case .picture(let picture):
            switch request {
            case .picture, .file: picture.height <= configuration.pixelsMax / picture.width
            case .pixels, .page, .confinement, .rehearsal: false
            }
        case .pixels(let width, let height, _):
            if case .pixels = request { height <= configuration.pixelsMax / width } else { false }
        case .page: if case .page = request { true } else { false }
        case .video(let video):
            if case .file(_, let bounds) = request { bounds.allow(video) } else { false }
        case .archive(let archive):
            if case .file(_, let bounds) = request {
                bounds.allow(archive, pixelsMax: configuration.pixelsMax)
            } else {
                false
            }
        case .undecodable:
            switch request {
            case .picture, .pixels, .page, .file, .rehearsal: true
            case .confinement: false
            }
        case .confinement: if case .confinement = request { true } else { false }
        case .ready, .notConfined: false
        }
    }

    /// A file that broke a library's rules may have broken the library's state as well.
    ///
    /// A video or an archive is many files at once: its child has seen enough.
    private func isSuspect(after answer: DecoderAnswer) -> Bool {
        switch answer {
        case .video, .archive: true
        case .undecodable(let reason):
            switch reason {
            case .malformed, .truncated, .outOfMemory, .noPicture, .encrypted: true
            case .empty, .tooManyBytes, .unsupported, .tooManyPixels, .nestedTooDeep, .timedOut,
                .crashed, .garbled, .unavailable, .busy:
                false
            }
        case .ready, .notConfined, .picture, .pixels, .page, .confinement: false
        }
    }

    private func ready() -> Result<DecoderChild, DecoderPoolError> {
        if let child { return .success(child) }
        let result = supply.next()
        child = try? result.get()
        return result
    }

    private func reasonToEnd(
        _ child: DecoderChild, after answer: DecoderAnswer
    ) -> DecoderPoolCounts.ChildEnd? {
        if isSuspect(after: answer) { return .replaced }
        // It was handed a file that another child has been given since.
        if child.unansweredCount > jobs.count - 1 { return .overtaken }
        let hasHadItsShare =
            child.requestCount >= configuration.itemsPerWorkerMax && child.unansweredCount == 0
        return hasHadItsShare ? .recycled : nil
    }

    /// Ends the child; what it was handed and did not answer is for the next one.
    private func end(_ reason: DecoderPoolCounts.ChildEnd) {
        guard let child else { return }
        queue.childEnded(child.identifier, reason)
        child.end()
        self.child = nil
    }
}
