// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore

/// The ways to answer, honest and not.
extension PictureHost {
    package enum Answer: Sendable {
        case content([UInt8], type: String)
        case status(Int)
        case busy(retryAfter: String)
        case redirect(to: String, status: Int = 302)
        /// To the same path with a longer query, for ever.
        case endlessRedirect
        /// Sets a cookie and redirects: whoever keeps cookies shows it at the next request.
        case cookieAndRedirect(to: String)
        /// Well-formed gzip of a real body.
        case gzip([UInt8], type: String)
        /// These very bytes, said to be encoded so.
        case encoded([UInt8], as: String)
        /// A small body that inflates to this many bytes: some, and the last `period` of them again
        /// and again.
        case gzipBomb(
            _ start: [UInt8] = [0], period: Int = 1, inflatedBytes: Int, coding: String = "gzip")
        /// One byte at a time, with this pause between, for ever.
        case drip(pause: Duration)
        /// The head, one byte at a time, for ever.
        case dripHead
        /// The head and then nothing.
        case stallAfterHead
        /// Takes the request and says nothing at all.
        case silence
        /// A body without length that never ends.
        case endless
        /// Announces more bytes than it sends, then closes.
        case truncated([UInt8], announced: Int)
        /// Announces this length and sends nothing.
        case announced(bytes: Int)
        /// One header of this many bytes.
        case largeHeader(bytes: Int)
        /// This many small headers.
        case manyHeaders(count: Int)
        /// Bytes that are no HTTP.
        case garbage([UInt8])

        func send(
            for request: LoopbackHTTP.Request,
            to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) async throws {
            if let whole = wholeAnswer(to: request) {
                try await outbound.write(whole)
            } else {
                try await sendInParts(to: outbound)
            }
        }

        private func wholeAnswer(to request: LoopbackHTTP.Request) -> ByteBuffer? {
            switch self {
            case .content(let bytes, let type):
                LoopbackHTTP.answer(200, type: type, body: bytes, to: request)
            case .status(let status): LoopbackHTTP.answer(status, to: request)
            case .busy(let retryAfter):
                LoopbackHTTP.answer(429, [("Retry-After", retryAfter)], to: request)
            case .redirect(let target, let status):
                LoopbackHTTP.answer(status, [("Location", target)], to: request)
            case .endlessRedirect:
                LoopbackHTTP.answer(
                    302,
                    [("Location", request.target + (request.target.contains("?") ? "x" : "?"))],
                    to: request)
            case .cookieAndRedirect(let target):
                LoopbackHTTP.answer(
                    302, [("Location", target), ("Set-Cookie", "visit=1; Path=/")], to: request)
            case .gzip(let bytes, let type):
                LoopbackHTTP.answer(
                    200, type: type, [("Content-Encoding", "gzip")], body: Gzip.stored(bytes),
                    to: request)
            case .encoded(let bytes, let coding):
                LoopbackHTTP.answer(
                    200, [("Content-Encoding", coding)], body: bytes, to: request)
            case .garbage(let bytes): ByteBuffer(bytes: bytes)
            default: nil
            }
        }

        private func sendInParts(
            to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        ) async throws {
            let picture = ("Content-Type", "image/jpeg")
            switch self {
            case .gzipBomb(let start, let period, let bytes, let coding):
                let encoding = ("Content-Encoding", coding)
                try await outbound.write(LoopbackHTTP.head(200, [picture, encoding]))
                for part in Gzip.repeating(lastOf: start, period: period, count: bytes) {
                    try await outbound.write(ByteBuffer(bytes: part))
                }
            case .drip(let pause):
                try await outbound.write(LoopbackHTTP.head(200, [picture]))
                while true {
                    try await outbound.write(ByteBuffer(bytes: [0x20]))
                    try await Task.sleep(for: pause)
                }
            case .dripHead:
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\nX-Padding: "))
                while true {
                    try await outbound.write(ByteBuffer(string: "x"))
                    try await Task.sleep(for: .milliseconds(20))
                }
            case .stallAfterHead:
                try await outbound.write(
                    LoopbackHTTP.head(200, [picture, ("Content-Length", "10")]))
                try await Task.sleep(for: .seconds(3_600))
            case .silence: try await Task.sleep(for: .seconds(3_600))
            case .endless:
                try await outbound.write(LoopbackHTTP.head(200, [picture]))
                let part = ByteBuffer(repeating: 0x20, count: 65_536)
                while true { try await outbound.write(part) }
            case .truncated(let bytes, let announced):
                try await outbound.write(
                    LoopbackHTTP.head(200, [picture, ("Content-Length", String(announced))]))
                try await outbound.write(ByteBuffer(bytes: bytes))
            case .announced(let bytes):
                try await outbound.write(
                    LoopbackHTTP.head(200, [picture, ("Content-Length", String(bytes))]))
            case .largeHeader(let bytes):
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\nX-Padding: "))
                let part = ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)
                for _ in 0..<(bytes / 65_536) { try await outbound.write(part) }
                try await outbound.write(ByteBuffer(string: "\r\nContent-Length: 0\r\n\r\n"))
            case .manyHeaders(let count):
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\n"))
                let part = ByteBuffer(string: String(repeating: "X-Padding: x\r\n", count: 100))
                for _ in 0..<(count / 100) { try await outbound.write(part) }
                try await outbound.write(ByteBuffer(string: "Content-Length: 0\r\n\r\n"))
            default: break
            }
        }
    }
}
