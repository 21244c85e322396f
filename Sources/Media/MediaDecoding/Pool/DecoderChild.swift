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
        case stopped
    }

    let identifier: pid_t
    private let socket: Int32
    private var outgoing = OutgoingBytes()
    /// The answer that is arriving; kept when waiting for it is interrupted.
    private var incoming: IncomingFrame?

    init(identifier: pid_t, socket: Int32) {
        self.identifier = identifier
        self.socket = socket
    }

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
    func isConfined(
        within duration: Duration, stopDescriptor: Int32
    ) -> Result<Void, DecoderPoolError> {
        // LIMIT: the first answer is nine bytes.
        let greeting = answer(
            bytesMax: 64, until: Moment.now.advanced(by: duration), stopDescriptor: stopDescriptor)
        var failure = DecoderPoolError.silent
        switch greeting {
        case .frame(let payload):
            switch DecoderAnswer(payload: payload) {
            case .ready: return .success(())
            case .notConfined(let stage, let errorNumber):
                failure = .notConfined(stage: stage, errorNumber: errorNumber)
            default: break
            }
        case .stopped: failure = .shutDown
        case .closed, .timedOut, .tooLong: break
        }
        end()
        return .failure(failure)
    }

    /// Whether the child is alive and has nothing to say.
    var isQuiet: Bool {
        wait(for: Int16(POLLIN), until: .now, stopDescriptor: -1) == .timedOut
    }

    /// Hands a request over; it is sent while an answer is waited for.
    func ask(_ request: DecoderRequest) {
        outgoing.append(request.preamble)
        outgoing.append(request.body)
        outgoing.send(to: socket)
    }

    /// Waits for the next answer, and sends what has not been sent.
    ///
    /// Both at once: a child that writes a long answer reads nothing meanwhile, and would wait for
    /// us to read as we waited for it. After `timedOut` it can be waited for again.
    func answer(bytesMax: Int, until end: Moment, stopDescriptor: Int32) -> Arrival {
        while true {
            var frame = incoming ?? IncomingFrame(bytesMax: bytesMax)
            incoming = nil
            switch frame.receive(from: socket) {
            case .whole(let payload): return .frame(payload)
            case .tooLong: return .tooLong
            case .closed: return .closed
            case .partial: incoming = frame
            }
            outgoing.send(to: socket)
            let events = outgoing.isEmpty ? POLLIN : POLLIN | POLLOUT
            switch wait(for: Int16(events), until: end, stopDescriptor: stopDescriptor) {
            case .ready: break
            case .timedOut: return .timedOut
            case .stopped: return .stopped
            }
        }
    }

    /// Kills the child, if it still lives, and removes every trace of it.
    func end() {
        close(socket)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        // SAFETY: the calls here and below fill variables that outlive them.
        while unsafe waitpid(identifier, &status, 0) == -1, errno == EINTR {}
    }

    private enum Readiness { case ready, timedOut, stopped }

    private func wait(for events: Int16, until end: Moment, stopDescriptor: Int32) -> Readiness {
        while true {
            var descriptors = [
                pollfd(fd: socket, events: events, revents: 0),
                // A negative descriptor is one that poll passes over.
                pollfd(fd: stopDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = unsafe poll(&descriptors, nfds_t(descriptors.count), end.pollMilliseconds)
            if descriptors[1].revents != 0 { return .stopped }
            if descriptors[0].revents != 0 { return .ready }
            if count == 0, end <= .now { return .timedOut }
        }
    }
}
