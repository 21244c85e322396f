// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// What a child has still to be sent, in order, without copies of it.
struct OutgoingBytes {
    private var pieces: [[UInt8]] = []
    private var sentOfFirst = 0

    var isEmpty: Bool { pieces.isEmpty }

    mutating func append(_ bytes: [UInt8]) {
        if !bytes.isEmpty { pieces.append(bytes) }
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

/// One frame on its way here: four bytes of length and as many bytes as they say.
///
/// Memory grows with what arrives, never with what is announced.
struct IncomingFrame {
    enum Progress {
        case partial
        case whole([UInt8])
        case tooLong
        case closed
    }

    private let bytesMax: Int
    private var length: Int?
    private var received: [UInt8] = []
    private var buffer: [UInt8]

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
        // LIMIT: one read takes what the socket's buffer usually holds.
        buffer = [UInt8](repeating: 0, count: min(bytesMax + 4, 262_144))
    }

    /// Takes what is there, and no byte of the frame after this one.
    mutating func receive(from socket: Int32) -> Progress {
        while true {
            let room = min(buffer.count, (length ?? 4) - received.count)
            // SAFETY: the call writes at most `room` bytes, and the buffer has that many.
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe recv(socket, buffer.baseAddress, room, Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                received.append(contentsOf: buffer[..<count])
            } else if count < 0, errno == EAGAIN {
                return .partial
            } else if count == 0 || errno != EINTR {
                return .closed
            }
            if length == nil, received.count == 4 {
                let announced = received.reduce(0) { $0 << 8 | Int($1) }
                guard announced > 0, announced <= bytesMax else { return .tooLong }
                length = announced
                received = []
            } else if received.count == length {
                return .whole(received)
            }
        }
    }
}
