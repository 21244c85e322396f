// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import TestSupport
import Testing

@testable import Outbound
import WebAddresses

@Suite struct FetcherTLSTests {
    @Test(arguments: ["DNS:pictures.test", "DNS:other.test", "IP:127.0.0.1"])
    func `a certificate nobody vouches for ends it before anything is asked`(
        name: String
    ) async throws {
        let server = try await PythonServer(
            "Tests/OutboundTests/Oracle/tls_server.py", ["https", name])
        let port = try #require(server.greeting.first)
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        let fetcher = Fetcher(
            policy: OutboundPolicy(
                allowedPrivateNetworks: [loopback], allowedPorts: [try #require(Int(port))]),
            resolver: .fixed(["pictures.test": [loopback.base + 1]]))
        let address = try WebAddress.read("https://pictures.test:\(port)/a")
        #expect(await fetcher.fetch(address).failure == .tls)
        // The connection went to the pinned address, and the greeting still named the host.
        #expect(try await server.finish() == ["sni pictures.test"])
    }
}
