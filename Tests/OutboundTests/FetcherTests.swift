// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import NightlightCore
import Testing

@testable import Outbound
import WebAddresses

@Suite struct FetcherTests {
    private static let picture: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 1, 2, 3]

    @Test func `a picture is fetched by name, and the way there is told`() async throws {
        let rig = try await FetchRig()
        rig.host.put("/1.png", Self.picture, type: "image/png")
        let resource = try #require(try await rig.fetch("/1.png").resource)
        #expect(resource.body == Self.picture)
        #expect(resource.status == 200)
        #expect(resource.contentType == "image/png")
        #expect(resource.hops.map(\.ip) == [IPAddress("127.0.0.1")])
        let request = try #require(rig.host.requests.first)
        #expect(request.host == "pictures.test")
        #expect(request.headers["user-agent"]?.hasPrefix("Nightlight") == true)
        for header in ["cookie", "referer", "authorization"] {
            #expect(request.headers[header] == nil)
        }
    }

    @Test func `a name with an underscore is fetched`() async throws {
        let rig = try await FetchRig()
        rig.host.put("/1.png", Self.picture, type: "image/png")
        #expect(try await rig.fetch("/1.png", host: "my_album.test").resource?.status == 200)
    }

    @Test(arguments: [204, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503])
    func `an answer with any status is an answer`(status: Int) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .status(status))
        #expect(try await rig.fetch("/a").resource?.status == status)
    }

    @Test func `a wish to be left alone is passed on`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .busy(retryAfter: "120"))
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.status == 429)
        #expect(resource.retryAfter == .delay(.seconds(120)))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is followed, and both servers are told`(status: Int) async throws {
        let rig = try await FetchRig()
        rig.host.set(
            "/a", .redirect(to: rig.host.url("/b", host: "elsewhere.test"), status: status))
        rig.host.put("/b", Self.picture, type: "image/png")
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.final.host == .name("elsewhere.test"))
        #expect(resource.hops.map(\.status) == [status, 200])
        #expect(resource.body == Self.picture)
    }

    @Test func `cookies are not kept between the hops of a redirect`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .cookieAndRedirect(to: "/b"))
        rig.host.put("/b", Self.picture, type: "image/png")
        #expect(try await rig.fetch("/a").resource != nil)
        #expect(rig.host.requests.map(\.path) == ["/a", "/b"])
        #expect(rig.host.requests.allSatisfy { $0.headers["cookie"] == nil })
    }

    @Test(
        arguments: [
            ("http://127.1/", FetchFailure.refusedPort), ("file:///etc/passwd", .badRedirect),
            ("ftp://example.org/", .badRedirect), ("gopher://example.org/", .badRedirect),
            ("javascript:alert(1)", .badRedirect),
            ("data:text/html,kittens", .badRedirect), ("http://a@pictures.test/", .refusedPort),
            ("http://10.0.0.1/", .refusedPort), ("http://pictures.test:25/", .refusedPort),
            ("//localhost/", .badRedirect),
        ])
    func `a redirect to anywhere else is not followed`(
        target: String, failure: FetchFailure
    ) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .redirect(to: target))
        #expect(try await rig.fetch("/a").failure == failure)
    }

    @Test(
        arguments: [
            "169.254.169.254", "10.0.0.1", "[::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "0x0a.1",
            "167772161", "pictures.test@012.0.0.1",
        ])
    func `a redirect into a private network is refused`(target: String) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .redirect(to: "http://\(target):\(rig.host.port)/"))
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
    }

    @Test func `redirects in a circle are seen`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .redirect(to: "/b"))
        rig.host.set("/b", .redirect(to: "/a"))
        #expect(try await rig.fetch("/a").failure == .redirectLoop)
        #expect(rig.host.requests.count == 2)
    }

    @Test func `redirects without end are left at the limit`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .endlessRedirect)
        #expect(try await rig.fetch("/a").failure == .tooManyRedirects)
        #expect(rig.host.requests.count == FetchLimits().redirectsMax + 1)
    }

    @Test func `the other scheme is tried when nothing listens on the first`() async throws {
        let rig = try await FetchRig()
        rig.host.put("/1.png", Self.picture, type: "image/png")
        let addresses = AddressReading(typed: "pictures.test:\(rig.host.port)/1.png").candidates
        #expect(addresses.map(\.scheme) == [.https, .http])
        // The host speaks no TLS: the first is answered with garbage, the second with the picture.
        let outcome = await rig.fetcher.fetch(firstOf: addresses)
        #expect(outcome.resource?.body == Self.picture)
    }

    @Test func `a refused address is not tried by the other scheme`() async throws {
        let names = ScriptedNames([["10.0.0.1"], ["127.0.0.1"]])
        let rig = try await FetchRig(resolver: names.resolver)
        let addresses = AddressReading(typed: "pictures.test:\(rig.host.port)/1.png").candidates
        #expect(await rig.fetcher.fetch(firstOf: addresses).failure == .refusedAddress)
        #expect(names.asked.count == 1)
    }

    @Test(arguments: [21, 22, 25, 110, 3306, 5432, 6379, 8080])
    func `other ports than the listed are refused before anything is looked up`(
        port: Int
    ) async throws {
        let names = ScriptedNames([["127.0.0.1"]])
        let fetcher = Fetcher(policy: OutboundPolicy(), resolver: names.resolver)
        let address = try WebAddress.read("http://pictures.test:\(port)/")
        #expect(await fetcher.fetch(address).failure == .refusedPort)
        #expect(names.asked.isEmpty)
    }

    @Test func `nothing listens`() async throws {
        let rig = try await FetchRig()
        await rig.host.stop()
        #expect(try await rig.fetch("/a").failure == .connectionRefused)
    }

    @Test func `a cancelled fetch says so`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", .silence)
        let task = Task { try await rig.fetch("/a") }
        while rig.host.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(try await task.value.failure == .cancelled)
    }
}
