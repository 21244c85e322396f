// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Testing

@testable import Outbound
import WebAddresses

/// Name servers belong to strangers too.
@Suite struct FetcherNamesTests {
    @Test(
        arguments: [
            ["10.0.0.1"], ["192.168.1.1"], ["169.254.169.254"], ["0.0.0.0"], ["::1"],
            ["fd00::1"], ["fe80::1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["100.64.0.1"],
        ])
    func `a name of a private address is refused`(addresses: [String]) async throws {
        let rig = try await FetchRig(resolver: ScriptedNames([addresses]).resolver)
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
        #expect(rig.host.requests.isEmpty)
    }

    @Test(
        arguments: [
            ["127.0.0.1", "10.0.0.1"], ["10.0.0.1", "127.0.0.1"], ["127.0.0.1", "::1"],
            ["127.0.0.1", "127.0.0.2", "169.254.169.254"],
        ])
    func `a name of public and private addresses is refused whole`(
        addresses: [String]
    ) async throws {
        let rig = try await FetchRig(resolver: ScriptedNames([addresses]).resolver)
        rig.host.put("/a", [1], type: "image/png")
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
        #expect(rig.host.requests.isEmpty)
    }

    @Test func `without the setting even the demonstration's own address is refused`() async throws
    {
        let rig = try await FetchRig { $0.allowedPrivateNetworks = [] }
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
    }

    @Test func `a name is looked up once for a request, and never again`() async throws {
        // Whoever asks a second time is led into a private network.
        let names = ScriptedNames([["127.0.0.1"], ["10.0.0.1"]])
        let rig = try await FetchRig(resolver: names.resolver)
        rig.host.put("/a", [1, 2, 3], type: "image/png")
        #expect(try await rig.fetch("/a").resource?.body == [1, 2, 3])
        #expect(names.asked == ["pictures.test"])
    }

    @Test func `a redirect to the same name is looked up and vetted anew`() async throws {
        let names = ScriptedNames([["127.0.0.1"], ["10.0.0.1"]])
        let rig = try await FetchRig(resolver: names.resolver)
        rig.host.set("/a", .redirect(to: "/b"))
        rig.host.put("/b", [1], type: "image/png")
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
        #expect(rig.host.requests.map(\.path) == ["/a"])
    }

    @Test func `the next address is tried when the first takes no connection`() async throws {
        let names = ScriptedNames([["127.0.0.99", "127.0.0.1"]])
        let rig = try await FetchRig(resolver: names.resolver)
        rig.host.put("/a", [1], type: "image/png")
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.hops.map(\.ip) == [IPAddress("127.0.0.1")])
    }

    @Test func `no more than three addresses are tried`() async throws {
        let names = ScriptedNames([["127.0.0.96", "127.0.0.97", "127.0.0.98", "127.0.0.1"]])
        let rig = try await FetchRig(resolver: names.resolver)
        rig.host.put("/a", [1], type: "image/png")
        #expect(try await rig.fetch("/a").failure == .connectionRefused)
        #expect(rig.host.requests.isEmpty)
    }

    @Test(
        arguments: [
            (ResolutionFailure.notFound, FetchFailure.nameNotFound),
            (.serverFailed, .nameServerFailed), (.timedOut, .timedOut),
        ])
    func `a name without an answer says which`(
        failure: ResolutionFailure, outcome: FetchFailure
    ) async throws {
        let rig = try await FetchRig(resolver: Resolver { _ in .failure(failure) })
        #expect(try await rig.fetch("/a").failure == outcome)
    }

    @Test func `a name with no address does not exist`() async throws {
        let rig = try await FetchRig(resolver: Resolver { _ in .success([]) })
        #expect(try await rig.fetch("/a").failure == .nameNotFound)
    }

    @Test func `an address is its own name`() async throws {
        let names = ScriptedNames([])
        let rig = try await FetchRig(resolver: names.resolver)
        rig.host.put("/a", [1], type: "image/png")
        #expect(try await rig.fetch("/a", host: "127.0.0.1").resource?.body == [1])
        #expect(names.asked.isEmpty)
    }

    @Test func `a table of names knows what lies below`() async throws {
        let address = try #require(IPAddress("127.0.0.9"))
        let resolver = Resolver.fixed(["example.test": [address], "*.sites.test": [address]])
        for (name, isKnown) in [
            ("example.test", true), ("www.example.test", false), ("a.sites.test", true),
            ("b.a.sites.test", true), ("sites.test", false),
        ] {
            let found = try? await resolver.addresses(of: .name(name))
            #expect((found == [address]) == isKnown, "\(name)")
        }
    }

    @Test func `the machine's own resolver gives up in time`() async throws {
        // No thread has a chance to answer in no time at all.
        let resolver = Resolver.system(timeout: .zero)
        await #expect(throws: ResolutionFailure.self) {
            try await resolver.addresses(of: .name("no-such-name.invalid"))
        }
    }
}
