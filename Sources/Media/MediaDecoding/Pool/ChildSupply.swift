// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Starts one worker's children, each while the one before it works.
///
/// Belongs to the worker's thread, with which its children die.
final class ChildSupply {
    private let configuration: DecoderPool.Configuration
    private let queue: DecoderQueue
    /// Started ahead; it may not have confined itself yet.
    private var successor: DecoderChild?
    private var successorFailed = false
    private(set) var lastStartFailed = false

    /// LIMIT: whoever reads a few files only needs no second child.
    private static let requestsBeforeSuccessor = 64

    init(configuration: DecoderPool.Configuration, queue: DecoderQueue) {
        self.configuration = configuration
        self.queue = queue
    }

    /// The next child, confined; waits for it if it was not started ahead.
    func next() -> Result<DecoderChild, DecoderPoolError> {
        if queue.isStopped { return .failure(.shutDown) }
        let result = successorInOrder().map { .success($0) } ?? started()
        if case .success(let child) = result { queue.childStarted(child.identifier) }
        successorFailed = false
        return result
    }

    /// A child takes as long to start as a hundred small pictures to read: the next one does so
    /// while this one works.
    ///
    /// One that cannot be started is not tried again until this one's end.
    /// - Parameter isLast: whether the child ends with what it works on.
    func startSuccessor(of child: DecoderChild, isLast: Bool) {
        guard successor == nil, !successorFailed,
            isLast || child.requestCount >= Self.requestsBeforeSuccessor
        else { return }
        switch DecoderChild.spawn(configuration: configuration) {
        case .success(let started): successor = started
        case .failure(let error):
            successorFailed = true
            queue.childDidNotStart(error)
        }
    }

    /// Ends what was started ahead.
    func dismiss() {
        successor?.end()
        successor = nil
    }

    private func started() -> Result<DecoderChild, DecoderPoolError> {
        let result = DecoderChild.start(
            configuration: configuration, stopDescriptor: queue.stopDescriptor)
        switch result {
        case .success: lastStartFailed = false
        case .failure(let error):
            lastStartFailed = true
            queue.childDidNotStart(error)
        }
        return result
    }

    private func successorInOrder() -> DecoderChild? {
        guard let successor else { return nil }
        self.successor = nil
        switch successor.isConfined(
            within: configuration.startDeadline, stopDescriptor: queue.stopDescriptor)
        {
        case .success:
            lastStartFailed = false
            // It may have died since, and shall cost no file.
            if successor.isQuiet { return successor }
            successor.end()
            queue.childDidNotStart(.silent)
        case .failure(let error): queue.childDidNotStart(error)
        }
        return nil
    }
}
