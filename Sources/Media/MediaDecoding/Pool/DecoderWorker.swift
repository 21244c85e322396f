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

    private let configuration: DecoderPool.Configuration
    private let queue: DecoderQueue
    private var child: DecoderChild?
    /// Started ahead for when the child has had its share; it may not have confined itself yet.
    private var successor: DecoderChild?
    /// In the order of their answers; the child works on the first.
    private var jobs: [DecoderJob] = []
    /// How many of the jobs this child was handed.
    private var askedCount = 0
    private var itemCount = 0
    private var lastStartFailed = false

    /// LIMIT: whoever reads a few files only needs no second child.
    private static let itemsBeforeSuccessor = 64

    private init(configuration: DecoderPool.Configuration, queue: DecoderQueue) {
        self.configuration = configuration
        self.queue = queue
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
            if !lastStartFailed { _ = ready() }
            guard let job = queue.take() else { break }
            jobs = [job]
            while let first = jobs.first {
                let outcome = perform(first)
                jobs.removeFirst()
                queue.answer(first, with: outcome)
            }
        }
        end(.dismissed)
        successor?.end()
        queue.threadEnded()
    }

    private func perform(_ job: DecoderJob) -> DecoderOutcome {
        // A child that died, or spoke unasked, while it was idle costs no item.
        if let child, askedCount == 0, !child.isQuiet { end(.failed) }
        let child: DecoderChild
        switch ready() {
        case .success(let ready): child = ready
        case .failure(.shutDown): return .stopped
        case .failure(let error): return .notStarted(error)
        }
        if askedCount == 0 { ask(child, job) }
        askAhead(child, of: job)
        startSuccessor()
        switch arrival(from: child, for: job) {
        case .frame(let payload):
            guard let answer = DecoderAnswer(payload: payload), accepts(answer, to: job.request)
            else {
                end(.failed)
                return .failure(.garbled)
            }
            askedCount -= 1
            if let reason = reasonToEnd(after: answer) { end(reason) }
            return .answer(answer)
        case .timedOut:
            end(.failed)
            return .failure(.timedOut)
        case .closed:
            end(.failed)
            return .failure(.crashed)
        case .tooLong:
            end(.failed)
            return .failure(.garbled)
        case .stopped:
            end(.dismissed)
            return .stopped
        }
    }

    private func ask(_ child: DecoderChild, _ job: DecoderJob) {
        child.ask(job.request)
        askedCount += 1
        itemCount += 1
    }

    /// Hands the child its next file while it works on this one, so that it never waits for it.
    ///
    /// Not behind a film or an archive, which may take minutes.
    private func askAhead(_ child: DecoderChild, of job: DecoderJob) {
        guard askedCount == 1, !job.request.isLong, itemCount < configuration.itemsPerWorkerMax
        else { return }
        if jobs.count == 1, let next = queue.takeAhead() { jobs.append(next) }
        if jobs.count > 1 { ask(child, jobs[1]) }
    }

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
            if queue.takesBack(jobs[1]) { jobs.removeLast() }
        }
    }

    /// Whether an answer is one to this very question, within the pool's bounds.
    private func accepts(_ answer: DecoderAnswer, to request: DecoderRequest) -> Bool {
        switch (request, answer) {
        case (.picture, .picture(let picture)):
            picture.height <= configuration.pixelsMax / picture.width
        case (.pixels, .pixels(let width, let height, _)):
            height <= configuration.pixelsMax / width
        case (.file, .picture(let picture)):
            picture.height <= configuration.pixelsMax / picture.width
        case (.file(_, let bounds), .video(let video)): bounds.allow(video)
        case (.file(_, let bounds), .archive(let archive)):
            bounds.allow(archive, pixelsMax: configuration.pixelsMax)
        case (.page, .page), (.confinement, .confinement): true
        case (.picture, .undecodable), (.pixels, .undecodable), (.page, .undecodable),
            (.file, .undecodable), (.rehearsal, .undecodable):
            true
        default: false
        }
    }

    /// A file that broke a library's rules may have broken the library's state as well.
    ///
    /// A film or an archive is many files at once: its child has seen enough.
    private func isSuspect(after answer: DecoderAnswer) -> Bool {
        switch answer {
        case .undecodable(.malformed), .undecodable(.truncated), .undecodable(.outOfMemory),
            .undecodable(.noPicture), .undecodable(.encrypted), .video, .archive:
            true
        default: false
        }
    }

    private func ready() -> Result<DecoderChild, DecoderPoolError> {
        if let child { return .success(child) }
        let result =
            successorInOrder().map { .success($0) }
            ?? DecoderChild.start(
                configuration: configuration, stopDescriptor: queue.stopDescriptor)
        switch result {
        case .success(let started):
            child = started
            itemCount = 0
            lastStartFailed = false
            queue.childStarted(started.identifier)
        case .failure:
            lastStartFailed = true
            queue.childDidNotStart()
        }
        return result
    }

    private func successorInOrder() -> DecoderChild? {
        guard let successor else { return nil }
        self.successor = nil
        let greeting = successor.isConfined(
            within: configuration.startDeadline, stopDescriptor: queue.stopDescriptor)
        guard (try? greeting.get()) != nil else { return nil }
        // It may have died since, and shall cost no file.
        guard successor.isQuiet else {
            successor.end()
            return nil
        }
        return successor
    }

    /// A child takes as long to start as a hundred small pictures to read: the next one does so
    /// while this one works.
    private func startSuccessor() {
        guard successor == nil, itemCount >= Self.itemsBeforeSuccessor else { return }
        successor = try? DecoderChild.spawn(configuration: configuration).get()
    }

    private func reasonToEnd(after answer: DecoderAnswer) -> DecoderPoolCounts.ChildEnd? {
        if isSuspect(after: answer) { return .replaced }
        // It was handed a file that another child has been given since.
        if askedCount > jobs.count - 1 { return .overtaken }
        let hasHadItsShare = itemCount >= configuration.itemsPerWorkerMax && askedCount == 0
        return hasHadItsShare ? .recycled : nil
    }

    /// Ends the child; what it was handed and did not answer is for the next one.
    private func end(_ reason: DecoderPoolCounts.ChildEnd) {
        askedCount = 0
        guard let child else { return }
        queue.childEnded(child.identifier, reason)
        child.end()
        self.child = nil
    }
}
