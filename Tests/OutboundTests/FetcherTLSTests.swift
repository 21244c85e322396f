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

    @Test(arguments: ["DNS:pictures.test", "DNS:other.test", "IP:127.0.0.1"])
    func `a certificate somebody vouches for is compared with the name, not with the address`(
        name: String
    ) async throws {
        let server = try await PythonServer(
            "Tests/OutboundTests/Oracle/tls_server.py", ["https", name])
        let words = server.greeting
        let port = try #require(words.first.flatMap { Int($0) })
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        var policy = OutboundPolicy(allowedPrivateNetworks: [loopback], allowedPorts: [port])
        policy.certificatesPath = words.last
        let fetcher = Fetcher(
            policy: policy, resolver: .fixed(["pictures.test": [loopback.base + 1]]))
        let address = try WebAddress.read("https://pictures.test:\(port)/a")
        let outcome = await fetcher.fetch(address)
        let isRight = name == "DNS:pictures.test"
        #expect(outcome.resource?.status == (isRight ? 200 : nil))
        #expect(outcome.failure == (isRight ? nil : .tls))
        let events = ["sni pictures.test"] + (isRight ? ["asked"] : [])
        #expect(try await server.finish() == events)
    }
}
