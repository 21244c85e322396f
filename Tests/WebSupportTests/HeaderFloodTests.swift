// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing
import WebSupport

@Suite struct HeaderFloodTests {
    struct Flood: Sendable, CustomTestStringConvertible {
        let fields: Int
        let bytesEach: Int

        var testDescription: String { "\(fields) fields of \(bytesEach) bytes" }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            Flood(fields: 1, bytesEach: 20_000), Flood(fields: 60, bytesEach: 1_000),
            Flood(fields: 500, bytesEach: 10),
        ])
    func `a flood of headers reaches no handler, and others are still served`(flood: Flood)
        async throws
    {
        let reached = Mutex(0)
        let router = Router()
        router.get("/") { _, _ in
            reached.withLock { $0 += 1 }
            return Response.text("read")
        }
        let limits = ListenerLimits()
        let application = Application(
            router: router, server: limits.server,
            configuration: limits.configuration(host: "127.0.0.1", port: 0))
        try await application.test(.live) { client in
            var headers = HTTPFields()
            for number in 0..<flood.fields {
                let name = try #require(HTTPField.Name("X-Snow-\(number)"))
                headers[name] = String(repeating: "a", count: flood.bytesEach)
            }
            let flooded = headers
            // Refused, or hung up on: both are right, an answer from the handler is not.
            let status = try? await client.execute(uri: "/", method: .get, headers: flooded) {
                $0.status
            }
            #expect(status != .ok)
        }
        #expect(reached.withLock { $0 } == 0)
        try await application.test(.live) { client in
            let status = try await client.execute(uri: "/", method: .get) { $0.status }
            #expect(status == .ok)
        }
    }
}
