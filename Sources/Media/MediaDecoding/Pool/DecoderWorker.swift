// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// One thread of the pool, and the child it looks after.
///
/// A thread of its own, not a task: it blocks on the child, and the kernel kills a child when the
/// thread that started it ends, so that thread has to last as long as the child.
final class DecoderWorker {
    private let configuration: DecoderPool.Configuration
    private let queue: DecoderQueue
    private var child: DecoderChild?
    private var itemCount = 0
    private var lastStartFailed = false

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
            let outcome = perform(job)
            job.continuation.resume(returning: outcome)
        }
        dismiss()
        queue.threadEnded()
    }

    private func perform(_ job: DecoderJob) -> DecoderOutcome {
        // A child that died, or spoke unasked, while it was idle costs no item.
        if let child, !child.isQuiet { dismiss() }
        let child: DecoderChild
        switch ready() {
        case .success(let ready): child = ready
        case .failure(.shutDown): return .stopped
        case .failure(let error): return .notStarted(error)
        }
        itemCount += 1
        let exchange = child.exchange(
            job.request.frame, answerBytesMax: job.answerBytesMax,
            deadline: configuration.deadline(for: job.request), stopDescriptor: queue.stopDescriptor
        )
        switch exchange {
        case .frame(let payload):
            guard let answer = DecoderAnswer(payload: payload), accepts(answer, to: job.request)
            else {
                dismiss()
                return .failure(.garbled)
            }
            if itemCount >= configuration.itemsPerWorkerMax || isSuspect(after: answer) {
                dismiss()
            }
            return .answer(answer)
        case .timedOut:
            dismiss()
            return .failure(.timedOut)
        case .closed:
            dismiss()
            return .failure(.crashed)
        case .tooLong:
            dismiss()
            return .failure(.garbled)
        case .stopped:
            dismiss()
            return .stopped
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
        let result = DecoderChild.start(
            configuration: configuration, stopDescriptor: queue.stopDescriptor)
        switch result {
        case .success(let started):
            child = started
            itemCount = 0
            lastStartFailed = false
            queue.childStarted(started.identifier)
        case .failure:
            lastStartFailed = true
        }
        return result
    }

    private func dismiss() {
        guard let child else { return }
        queue.childEnded(child.identifier)
        child.end()
        self.child = nil
    }
}
