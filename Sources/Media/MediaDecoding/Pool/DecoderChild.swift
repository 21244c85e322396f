// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// One running child, and the socket that is its standard input and output.
///
/// A socket pair rather than pipes: writing to a child that died gives an error here, where a pipe
/// would raise a signal for the whole process. The child can do no more with it than read and
/// write, since the system-call filter leaves it no other call.
final class DecoderChild {
    /// What came of a question.
    enum Exchange {
        case frame([UInt8])
        case closed
        case timedOut
        case tooLong
        case stopped
    }

    let identifier: pid_t
    private let socket: Int32

    init(identifier: pid_t, socket: Int32) {
        self.identifier = identifier
        self.socket = socket
    }

    /// Starts a child and waits until it says that it is confined.
    static func start(
        configuration: DecoderPool.Configuration, stopDescriptor: Int32
    ) -> Result<DecoderChild, DecoderPoolError> {
        let child: DecoderChild
        switch spawn(configuration: configuration) {
        case .success(let started): child = started
        case .failure(let error): return .failure(error)
        }
        // LIMIT: the first answer is nine bytes.
        let greeting = child.receive(
            bytesMax: 64, until: Moment.now.advanced(by: configuration.startDeadline),
            stopDescriptor: stopDescriptor)
        var failure = DecoderPoolError.silent
        switch greeting {
        case .frame(let payload):
            switch DecoderAnswer(payload: payload) {
            case .ready: return .success(child)
            case .notConfined(let stage, let errorNumber):
                failure = .notConfined(stage: stage, errorNumber: errorNumber)
            default: break
            }
        case .stopped: failure = .shutDown
        case .closed, .timedOut, .tooLong: break
        }
        child.end()
        return .failure(failure)
    }

    /// Whether the child is alive and has nothing to say.
    var isQuiet: Bool { wait(for: Int16(POLLIN), until: .now, stopDescriptor: -1) == .timedOut }

    /// Sends a request and waits for the answer.
    func exchange(
        _ request: [UInt8], answerBytesMax: Int, deadline: Duration, stopDescriptor: Int32
    ) -> Exchange {
        let end = Moment.now.advanced(by: deadline)
        if let problem = send(request, until: end, stopDescriptor: stopDescriptor) {
            return problem
        }
        return receive(bytesMax: answerBytesMax, until: end, stopDescriptor: stopDescriptor)
    }

    /// Kills the child, if it still lives, and removes every trace of it.
    func end() {
        close(socket)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) == -1, errno == EINTR {}
    }

    private func send(
        _ bytes: [UInt8], until end: Moment, stopDescriptor: Int32
    ) -> Exchange? {
        var sent = 0
        while sent < bytes.count {
            switch wait(for: Int16(POLLOUT), until: end, stopDescriptor: stopDescriptor) {
            case .ready: break
            case .timedOut: return .timedOut
            case .stopped: return .stopped
            }
            // SAFETY: the call reads only the part of the array it is given.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return unsafe Glibc.send(
                    socket, rest.baseAddress, rest.count,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count >= 0 {
                sent += count
            } else if errno != EAGAIN, errno != EINTR {
                return .closed
            }
        }
        return nil
    }

    /// Receives one frame.
    ///
    /// Memory grows with what arrives, never with what is announced.
    private func receive(bytesMax: Int, until end: Moment, stopDescriptor: Int32) -> Exchange {
        var received: [UInt8] = []
        var wanted = 4
        var payloadCount: Int?
        // LIMIT: one read takes what the socket's buffer usually holds.
        var buffer = [UInt8](repeating: 0, count: min(bytesMax + 4, 262_144))
        while received.count < wanted {
            switch wait(for: Int16(POLLIN), until: end, stopDescriptor: stopDescriptor) {
            case .ready: break
            case .timedOut: return .timedOut
            case .stopped: return .stopped
            }
            let room = min(buffer.count, wanted - received.count)
            // SAFETY: the call writes at most `room` bytes, and the buffer has that many.
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe recv(socket, buffer.baseAddress, room, Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                received.append(contentsOf: buffer[..<count])
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                return .closed
            }
            if payloadCount == nil, received.count == 4 {
                let announced = received.reduce(0) { $0 << 8 | Int($1) }
                guard announced > 0, announced <= bytesMax else { return .tooLong }
                payloadCount = announced
                wanted = announced
                received = []
            }
        }
        return .frame(received)
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
