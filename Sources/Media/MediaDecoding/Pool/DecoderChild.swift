// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// One running child, and the socket that is its standard input and output.
///
/// A socket pair rather than pipes: writing to a child that died gives an error here, where a pipe
/// would raise a signal for the whole process. The child can do no more with it than read and
/// write, since the system-call filter leaves it no other call.
final class DecoderChild {
    /// What came of waiting for an answer.
    enum Arrival {
        case frame([UInt8])
        case closed
        case timedOut
        case tooLong
        /// It answered what it had not been asked.
        case unasked
        case stopped
    }

    let identifier: pid_t
    private let socket: Int32
    private let started = Moment.now
    private let handover: HandoverMemory?
    private struct Request {
        /// Whether its file is in the shared memory.
        let isHandedOver: Bool
        /// When so many bytes have been sent, it has been.
        let end: Int
    }

    /// Those in hand, in the order of their answers.
    private var requests: [Request] = []
    private var outgoing = OutgoingBytes()
    private var incoming = IncomingFrames()
    private var pace = AnswerPace()

    init(identifier: pid_t, socket: Int32, handover: HandoverMemory?) {
        self.identifier = identifier
        self.socket = socket
        self.handover = handover
    }

    /// How many requests it was handed.
    private(set) var requestCount = 0

    /// How many of them it has not answered.
    var unansweredCount: Int { requests.count }

    /// Whether it has read a file to the end, and may not be what it was before.
    var hasReadFiles: Bool { requestCount > unansweredCount }

    /// Whether the next answer is here already.
    var hasAnswered: Bool { incoming.hasWhole }

    /// Starts a child and waits until it says that it is confined.
    static func start(
        configuration: DecoderPool.Configuration, stopDescriptor: Int32
    ) -> Result<DecoderChild, DecoderPoolError> {
        spawn(configuration: configuration).flatMap { child in
            child.isConfined(
                within: configuration.startDeadline, stopDescriptor: stopDescriptor
            ).map { child }
        }
    }

    /// Waits for a new child's greeting; ends one that does not say that it is confined.
    ///
    /// - Parameter duration: From its start; what it has said by then counts, however late it is
    ///   heard.
    func isConfined(
        within duration: Duration, stopDescriptor: Int32
    ) -> Result<Void, DecoderPoolError> {
        // LIMIT: the first answer is nine bytes.
        let greeting = answer(
            bytesMax: 64, until: started.advanced(by: duration), stopDescriptor: stopDescriptor)
        var failure = DecoderPoolError.silent
        switch greeting {
        case .frame(let payload):
            switch DecoderAnswer(payload: payload) {
            case .ready: return .success(())
            case .notConfined(let stage, let errorNumber):
                failure = .notConfined(stage: stage, errorNumber: errorNumber)
            // Nothing else is a greeting.
            case .picture, .pixels, .page, .video, .archive, .undecodable, .confinement, nil:
                break
            }
        case .stopped: failure = .shutDown
        case .closed, .timedOut, .tooLong, .unasked: break
        }
        end()
        return .failure(failure)
    }

    /// Whether the child is alive and has nothing to say.
    var isQuiet: Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        // SAFETY: the calls here and below fill variables that outlive them.
        while true {
            let count = unsafe poll(&descriptor, 1, 0)
            if count >= 0 { return count == 0 && incoming.isEmpty }
        }
    }

    /// Hands a request over; it is sent when an answer is waited for.
    func ask(_ request: DecoderRequest) {
        let body = request.body
        if let start = body.isEmpty ? nil : handover?.take(body) {
            outgoing.append(request.preamble(bodyIn: .memory(at: start)))
            requests.append(Request(isHandedOver: true, end: outgoing.appendedCount))
        } else {
            outgoing.append(request.preamble())
            outgoing.append(body)
            requests.append(Request(isHandedOver: false, end: outgoing.appendedCount))
        }
        requestCount += 1
    }

    /// Waits for the next answer, and sends what has not been sent.
    ///
    /// Both at once: a child that writes a long answer reads nothing meanwhile, and would wait for
    /// us to read as we waited for it. After `timedOut` it can be waited for again.
    func answer(bytesMax: Int, until end: Moment, stopDescriptor: Int32) -> Arrival {
        var isLastLook = false
        while true {
            switch incoming.next(bytesMax: bytesMax) {
            case .whole(let payload):
                // The greeting alone answers no request.
                if let request = requests.first {
                    // Whoever answers ahead of the question has made the answer up.
                    guard outgoing.sentCount >= request.end else { return .unasked }
                    requests.removeFirst()
                    if request.isHandedOver { handover?.releaseFirst() }
                }
                pace.answered()
                return .frame(payload)
            case .tooLong: return .tooLong
            case .partial: break
            }
            // Whatever was said before the end is heard, and nothing that is said after it.
            if isLastLook { return .timedOut }
            isLastLook = end <= .now
            outgoing.send(to: socket)
            if !isLastLook {
                pace.rest(unansweredCount: unansweredCount)
                if isStopped(until: end, stopDescriptor) { return .stopped }
            }
            guard incoming.receive(from: socket) else { return .closed }
        }
    }

    /// Kills the child, if it still lives, and removes every trace of it.
    func end() {
        close(socket)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) == -1, errno == EINTR {}
    }

    /// Waits until there is something to do, or the end; true when it is to stop.
    private func isStopped(until end: Moment, _ stopDescriptor: Int32) -> Bool {
        let events = outgoing.isEmpty ? POLLIN : POLLIN | POLLOUT
        var descriptors = [
            pollfd(fd: socket, events: Int16(events), revents: 0),
            // A negative descriptor is one that poll passes over.
            pollfd(fd: stopDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), end.pollMilliseconds)
        return descriptors[1].revents != 0
    }
}
