// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NIOCore

/// As much of HTTP/1.1 as a demonstration server needs: one GET or HEAD for each connection.
package enum LoopbackHTTP {
    /// A request as it came; kept by the servers so that tests can see what was sent.
    package struct Request: Hashable, Sendable {
        package let method: String
        /// The `Host` header without its port, in lower case.
        package let host: String
        /// Path and query as sent.
        package let target: String
        /// Names in lower case.
        package let headers: [String: String]

        package var path: String { String(target.prefix { $0 != "?" }) }
    }

    // LIMIT: bytes of a request's head; ours have a few hundred.
    private static let headBytesMax = 65_536

    /// The first request on a connection; `nil` when it ends before that or sends too much.
    package static func request(
        from inbound: NIOAsyncChannelInboundStream<ByteBuffer>
    ) async throws -> Request? {
        var head: [UInt8] = []
        for try await chunk in inbound {
            head += chunk.readableBytesView
            // A method begins with a letter; a greeting of TLS, for one, does not.
            guard head.count <= headBytesMax, head.first.map(isUpperCase) ?? true else {
                return nil
            }
            let text = String(decoding: head, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                return parse(text[..<end.lowerBound])
            }
        }
        return nil
    }

    private static func isUpperCase(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func parse(_ head: Substring) -> Request? {
        let lines = head.split(separator: "\r\n")
        guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let host = (headers["host"] ?? "").lowercased()
        let name = host.hasPrefix("[") ? host : String(host.prefix { $0 != ":" })
        return Request(
            method: String(words[0]), host: name, target: String(words[1]), headers: headers)
    }

    /// A status line and headers, ending with the blank line.
    package static func head(_ status: Int, _ headers: [(String, String)]) -> ByteBuffer {
        var text = "HTTP/1.1 \(status) \(reason(status))\r\n"
        for (name, value) in headers + [("Connection", "close")] {
            text += "\(name): \(value)\r\n"
        }
        return ByteBuffer(string: text + "\r\n")
    }

    /// A whole answer.
    package static func answer(
        _ status: Int, type: String? = nil, _ headers: [(String, String)] = [], body: [UInt8] = [],
        to request: Request
    ) -> ByteBuffer {
        var all = headers
        if let type { all.append(("Content-Type", type)) }
        all.append(("Content-Length", String(body.count)))
        var buffer = head(status, all)
        if request.method != "HEAD" { buffer.writeBytes(body) }
        return buffer
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200..<300: "OK"
        case 300..<400: "Redirect"
        case 404: "Not Found"
        case 410: "Gone"
        case 429: "Too Many Requests"
        case 400..<500: "Client Error"
        default: "Server Error"
        }
    }
}
