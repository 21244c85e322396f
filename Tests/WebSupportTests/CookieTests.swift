// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import NightlightCore
import Testing
import WebSupport
import WebTesting

@Suite struct CookieTests {
    private func read(_ header: String, isSecure: Bool = false) async throws -> String {
        let router = Router()
        router.get("/") { request, _ in
            Response.text(CookieJar(isSecure: isSecure).value("kitten", in: request) ?? "none")
        }
        return try await Application(router: router).answering { client in
            try await client.execute(uri: "/", method: .get, headers: [.cookie: header]) {
                String(buffer: $0.body)
            }
        }
    }

    @Test(arguments: [
        ("kitten=snow", "snow"), ("other=1; kitten=snow", "snow"), ("kittens=snow", "none"),
        ("kitten", "none"), ("kitten=", "none"), ("=kitten", "none"), (";;; ;", "none"),
        ("kitten=a=b", "a=b"), ("KITTEN=snow", "none"),
    ])
    func `a cookie is found by its exact name`(header: String, value: String) async throws {
        #expect(try await read(header) == value)
    }

    @Test func `behind HTTPS only the prefixed cookie counts`() async throws {
        #expect(try await read("kitten=planted", isSecure: true) == "none")
        #expect(try await read("__Host-kitten=ours", isSecure: true) == "ours")
    }

    @Test func `a thousand cookies are not searched`() async throws {
        let flood = (0..<1_000).map { "a\($0)=b" }.joined(separator: "; ")
        #expect(try await read(flood + "; kitten=last") == "none")
    }
}
