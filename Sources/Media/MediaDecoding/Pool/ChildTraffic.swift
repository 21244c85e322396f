// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// What a child has still to be sent, in order, without copies of it.
struct OutgoingBytes {
    private var pieces: [[UInt8]] = []
    private var sentOfFirst = 0
    /// All bytes that ever were to be sent, and those that were.
    private(set) var appendedCount = 0
    private(set) var sentCount = 0

    var isEmpty: Bool { pieces.isEmpty }

    /// LIMIT: what is so short is sent together with what goes before it, by one call.
    private static let shortBytes = 1_024

    mutating func append(_ bytes: [UInt8]) {
        appendedCount += bytes.count
        if let last = pieces.last, last.count + bytes.count <= Self.shortBytes {
            pieces[pieces.count - 1] += bytes
        } else if !bytes.isEmpty {
            pieces.append(bytes)
        }
    }

    /// Sends what the socket takes at once; forgets the rest when nobody reads it any more.
    ///
    /// A child that takes no more may still have answered: its end shows when that is read.
    mutating func send(to socket: Int32) {
        while let first = pieces.first {
            let flags = MSG_NOSIGNAL | MSG_DONTWAIT
            // SAFETY: the call reads only the part of the array it is given.
            let count = unsafe first.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sentOfFirst...])
                return unsafe Glibc.send(
                    socket, rest.baseAddress, rest.count, Int32(flags))
            }
            if count >= 0 {
                sentOfFirst += count
                sentCount += count
                guard sentOfFirst == first.count else { continue }
                pieces.removeFirst()
                sentOfFirst = 0
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                pieces = []
                sentOfFirst = 0
            }
        }
    }
}

/// Frames on their way here: each four bytes of length and as many bytes as they say.
///
/// Memory grows with what arrives, never with what is announced.
///
/// What is kept is at most one frame and one read.
struct IncomingFrames {
    enum Next {
        case partial
        case whole([UInt8])
        case tooLong
    }

    /// LIMIT: one read takes what the socket's buffer usually holds.
    private var buffer = [UInt8](repeating: 0, count: 262_144)
    private var received: [UInt8] = []
    private var position = 0

    var isEmpty: Bool { received.isEmpty }

    /// How much memory what was received takes, for tests.
    var keptByteCount: Int { received.count }

    /// Whether all of the first frame is here.
    var hasWhole: Bool {
        announced.map { received.count - position - 4 >= $0 } ?? false
    }

    /// How long the first frame says it is.
    private var announced: Int? {
        guard received.count - position >= 4 else { return nil }
        return received[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The first frame, if all of it is here.
    ///
    /// - Parameter bytesMax: The longest frame accepted.
    mutating func next(bytesMax: Int) -> Next {
        guard let announced else { return .partial }
        guard announced > 0, announced <= bytesMax else { return .tooLong }
        guard hasWhole else { return .partial }
        let start = position + 4
        var payload: [UInt8] = []
        if received.count == start + announced {
            // Not copied: pixels may be hundreds of megabytes.
            swap(&payload, &received)
            payload.removeFirst(start)
            position = 0
        } else {
            payload = Array(received[start..<start + announced])
            position = start + announced
        }
        return .whole(payload)
    }

    /// Takes what is there, at most a buffer full: a child that never stops talking is no reason to
    /// forget the time.
    ///
    /// - Returns: False when nobody is there any more.
    mutating func receive(from socket: Int32) -> Bool {
        // SAFETY: the call writes at most as many bytes as the buffer has.
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
        }
        if count > 0 {
            // What was passed on must not pile up: a child may let no answer end with a read.
            received.removeFirst(position)
            position = 0
            received.append(contentsOf: buffer[..<count])
        }
        return count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR)
    }
}
