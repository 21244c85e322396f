// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import HTTPTypes
package import Hummingbird
import Logging
package import NIOCore
import NIOEmbedded
import Synchronization

/// Asks an application without a network between: its routes, its middleware and nothing else.
///
/// Hummingbird's own test module does this as well, and has every test build wait for a client, a
/// TLS library and a second BoringSSL that nothing here uses.
package struct TestClient: Sendable {
    fileprivate let answer: @Sendable (Request) async throws -> TestResponse

    package func execute<Value>(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields = [:],
        body: ByteBuffer? = nil, _ read: (TestResponse) throws -> Value
    ) async throws -> Value {
        var headers = headers
        if let body { headers[.contentLength] = String(body.readableBytes) }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: uri, headerFields: headers
        )
        let request = Request(head: head, body: RequestBody(asyncSequence: Self.pieces(of: body)))
        return try read(try await answer(request))
    }

    /// A body comes in pieces, as from a network.
    private static func pieces(of body: ByteBuffer?) -> AsyncStream<ByteBuffer> {
        AsyncStream { pieces in
            var rest = body ?? ByteBuffer()
            while let piece = rest.readSlice(length: min(32_768, max(1, rest.readableBytes))) {
                pieces.yield(piece)
            }
            pieces.finish()
        }
    }
}

/// What an application answered, to the last byte.
package struct TestResponse: Sendable {
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    package let body: ByteBuffer
}

extension ApplicationProtocol {
    /// Runs `body` with a client whose requests the application answers.
    package func answering<Value>(
        _ body: (TestClient) async throws -> Value
    ) async throws -> Value {
        let responder = try await responder
        let logger = logger
        let number = Counter()
        let client = TestClient { request in
            // Hummingbird's listener numbers requests so; their identifier is read from there.
            var logger = logger
            logger[metadataKey: "hb.request.id"] = "\(number.next())"
            let context = Context(
                source: ApplicationRequestContextSource(
                    channel: NIOAsyncTestingChannel(), logger: logger))
            let response: Response
            do {
                response = try await responder.respond(to: request, context: context)
            } catch {
                response = Response(status: .internalServerError)
            }
            let written = WrittenBody()
            try await response.body.write(written)
            return TestResponse(
                status: response.status, headers: response.headers, body: written.bytes)
        }
        return try await body(client)
    }
}

/// Keeps what a response writes.
private final class WrittenBody: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())

    var bytes: ByteBuffer { buffer.withLock { $0 } }

    func write(_ part: ByteBuffer) async throws {
        buffer.withLock { _ = $0.writeImmutableBuffer(part) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Numbers requests.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
