// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import NightlightCore
import Testing

@testable import Outbound

@Suite struct RegistryClientTests {
    @Test(arguments: [RegistryServer.Shape.nestedAbuse, .flatAbuse, .technicalOnly])
    func `the smallest network and who answers for it are found`(
        shape: RegistryServer.Shape
    ) async throws {
        let rig = try await RegistryRig()
        rig.addNetworks(shape: shape)
        let network = try await rig.network("127.0.1.7").get()
        #expect(network.handle == "NET-HOST")
        #expect(network.organisation == "Example Hosting")
        #expect(network.abuseEmail == "abuse@hosting.test")
        #expect(network.abuseRole == (shape == .technicalOnly ? .technical : .abuse))
        #expect(network.country == "FR")
        let parent = try #require(try await rig.client.parent(of: network))
        #expect(parent.handle == "NET-DC")
        #expect(parent.country == "CA")
        #expect(try await rig.client.parent(of: parent) == nil)
    }

    @Test func `an answer is kept for a day, and asked for again after it`() async throws {
        let rig = try await RegistryRig()
        rig.addNetworks()
        for _ in 1...3 { _ = try await rig.network("127.0.1.7").get() }
        #expect(rig.server.paths.count == 1)
        rig.time.advance(by: .hours(23))
        _ = try await rig.network("127.0.1.7").get()
        #expect(rig.server.paths.count == 1)
        rig.time.advance(by: .hours(2))
        _ = try await rig.network("127.0.1.7").get()
        #expect(rig.server.paths.count == 2)
    }

    @Test(arguments: [("120", 120), ("soon", 300), ("999999", 86_400)])
    func `a registry that wants rest gets it`(header: String, seconds: Int64) async throws {
        let rig = try await RegistryRig()
        rig.addNetworks()
        rig.server.override("ip/127.0.1.7", .tooManyRequests(retryAfter: header))
        let until = rig.time.now() + .seconds(seconds)
        #expect(await rig.network("127.0.1.7").failure == .tooManyRequests(until: until))
        rig.server.override("ip/127.0.1.7", nil)
        // Also what it was not asked before is not asked.
        #expect(await rig.network("127.0.1.8").failure == .tooManyRequests(until: until))
        #expect(rig.server.paths.count == 1)
        rig.time.advance(to: until + .seconds(1))
        #expect(try await rig.network("127.0.1.7").get().handle == "NET-HOST")
    }

    @Test(
        arguments: [
            (404, RegistryFault.notFound, false), (400, .refused(status: 400), false),
            (403, .refused(status: 403), false), (500, .refused(status: 500), true),
            (502, .refused(status: 502), true), (204, .refused(status: 204), false),
        ])
    func `a status other than success says why`(
        status: Int, fault: RegistryFault, isTransient: Bool
    ) async throws {
        let rig = try await RegistryRig()
        rig.server.override("ip/127.0.1.7", .status(status))
        #expect(await rig.network("127.0.1.7").failure == fault)
        #expect(fault.isTransient == isTransient)
    }

    @Test func `a network nobody registered is not found`() async throws {
        let rig = try await RegistryRig()
        #expect(await rig.network("127.0.1.7").failure == .notFound)
    }

    @Test func `an address no registry answers for is not asked about`() async throws {
        let rig = try await RegistryRig()
        #expect(await rig.network("9.9.9.9").failure == .noRegistry)
        #expect(await rig.network("2600::1").failure == .noRegistry)
        #expect(rig.server.paths.isEmpty)
    }

    @Test func `a registry that is away is a matter of time`() async throws {
        let rig = try await RegistryRig()
        await rig.server.stop()
        let fault = try #require(await rig.network("127.0.1.7").failure)
        #expect(fault == .unreachable(.connectionRefused))
        #expect(fault.isTransient)
    }

    @Test func `one registry sends on to another`() async throws {
        let other = try await RegistryRig()
        other.addNetworks()
        let rig = try await RegistryRig(alsoAllowing: [other.server.port])
        rig.server.override(
            "ip/127.0.1.7", .redirect(to: other.server.baseURL + "ip/127.0.1.7"))
        #expect(try await rig.network("127.0.1.7").get().handle == "NET-HOST")
        #expect(other.server.paths == ["/rdap/ip/127.0.1.7"])
    }

    @Test func `one registry that sends into a private network is not followed`() async throws {
        let rig = try await RegistryRig()
        rig.server.override(
            "ip/127.0.1.7", .redirect(to: "http://10.0.0.1:\(rig.server.port)/ip/127.0.1.7"))
        #expect(await rig.network("127.0.1.7").failure == .unreachable(.refusedAddress))
    }

    @Test func `the parent's address is vetted like any other`() async throws {
        let rig = try await RegistryRig()
        rig.server.override("ip/127.0.1.7", .raw(Array(Self.network(up: "http://10.0.0.1/").utf8)))
        let network = try await rig.network("127.0.1.7").get()
        await #expect(throws: RegistryFault.unreachable(.refusedPort)) {
            try await rig.client.parent(of: network)
        }
    }

    @Test(
        arguments: [
            "", "{", "[]", "null", "\"kittens\"", "{}", #"{"objectClassName":"domain"}"#,
            #"{"objectClassName":"ip network"}"#, #"{"objectClassName":"ip network","handle":7}"#,
            "<!DOCTYPE html><title>Rate limited</title>",
            // About another network, with its ends changed over, of two families.
            network(first: "127.0.2.0", last: "127.0.2.255"),
            network(first: "127.0.1.255", last: "127.0.1.0"),
            network(first: "127.0.1.0", last: "::1"),
            "deep",
            "{\"objectClassName\":\"ip network\",\"handle\":\""
                + String(repeating: "x", count: 100),
        ])
    func `nonsense is no answer`(text: String) async throws {
        let rig = try await RegistryRig()
        let body = text == "deep" ? String(repeating: "[", count: 100_000) : text
        rig.server.override("ip/127.0.1.7", .raw(Array(body.utf8)))
        #expect(await rig.network("127.0.1.7").failure == .badAnswer)
    }

    @Test func `an answer without end is cut off`() async throws {
        let rig = try await RegistryRig()
        rig.server.override("ip/127.0.1.7", .raw([UInt8](repeating: 0x20, count: 3 << 20)))
        #expect(await rig.network("127.0.1.7").failure == .unreachable(.tooLarge))
    }

    @Test func `a host name is taken apart until its domain is found`() async throws {
        let rig = try await RegistryRig()
        rig.server.add(
            RegistryServer.Domain(
                name: "example.test", registrar: "Example Registrar",
                abuseEmail: "abuse@registrar.test"))
        let record = try await rig.client.domain("a.b.Example.test")
        #expect(record.name == "example.test")
        #expect(record.registrar == "Example Registrar")
        #expect(record.abuseEmail == "abuse@registrar.test")
        #expect(
            rig.server.paths == [
                "/rdap/domain/a.b.example.test", "/rdap/domain/b.example.test",
                "/rdap/domain/example.test",
            ])
        await #expect(throws: RegistryFault.notFound) {
            try await rig.client.domain("unknown.test")
        }
        await #expect(throws: RegistryFault.noRegistry) {
            try await rig.client.domain("example.org")
        }
    }

    private static func network(
        first: String = "127.0.1.0", last: String = "127.0.1.255", up: String? = nil
    ) -> String {
        let link = up.map { #","links":[{"rel":"up","href":"\#($0)"}]"# } ?? ""
        return """
            {"objectClassName":"ip network","handle":"N","startAddress":"\(first)",\
            "endAddress":"\(last)"\(link)}
            """
    }
}
