// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Testing

@testable import Outbound
import WebAddresses

/// A header that no standard of HTTP has, and that every browser follows.
@Suite struct FetcherRefreshTests {
    @Test(
        arguments: [
            ("0; url=/b", 0, "/b"), ("5;URL=/b", 5, "/b"), ("0;url='/b c'", 0, "/b c"),
            ("3.7, \"/b\"", 3, "/b"), (" 1 ; url = /b", 1, "/b"), ("0 /b", 0, "/b"),
            ("2;urls", 2, "urls"), (".5;/b", 0, "/b"), ("99999999999999999999;/b", 3_600, "/b"),
        ])
    func `a wait and an address are read as browsers read them`(
        header: String, seconds: Int, target: String
    ) throws {
        let refresh = try #require(RefreshHeader(header))
        #expect(refresh.seconds == seconds)
        #expect(refresh.target == target)
    }

    @Test(arguments: [
        "", "5", "5;", "5; url=", "/b", "url=/b", "x;url=/b", "5x;url=/b", "5;url=''",
    ])
    func `what leads nowhere is nothing`(header: String) {
        #expect(RefreshHeader(header) == nil)
    }

    private static func page(
        _ refresh: String, _ type: String = "text/html", _ body: String = "here"
    )
        -> PictureHost.Answer
    {
        .garbage(
            Array(
                "HTTP/1.1 200 OK\r\nRefresh: \(refresh)\r\nContent-Type: \(type)\r\n\r\n\(body)"
                    .utf8))
    }

    @Test(arguments: ["0; url=/b", "1;url=/b"])
    func `a page that nobody sees is passed over like a redirect`(refresh: String) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page(refresh))
        rig.host.put("/b", [1, 2, 3], type: "image/png")
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.body == [1, 2, 3])
        #expect(resource.hops.map(\.address.path) == ["/a", "/b"])
    }

    @Test func `a page without anything is passed over however long it waits`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page("30; url=/b", "text/html", ""))
        rig.host.put("/b", [1, 2, 3], type: "image/png")
        #expect(try await rig.fetch("/a").resource?.body == [1, 2, 3])
    }

    @Test func `a page that is seen first is kept, with where it leads`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page("5; url=/b"))
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.body == Array("here".utf8))
        #expect(resource.refresh?.path == "/b")
        #expect(rig.host.requests.map(\.path) == ["/a"])
    }

    @Test func `a picture is what was asked for`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page("0; url=/b", "image/png"))
        #expect(try await rig.fetch("/a").resource?.body == Array("here".utf8))
    }

    @Test(arguments: ["0; url=/a", "0", "0; url=javascript:alert(1)", "0; url=file:///etc/passwd"])
    func `a page that leads to itself or out of the web is kept`(refresh: String) async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page(refresh))
        let resource = try #require(try await rig.fetch("/a").resource)
        #expect(resource.body == Array("here".utf8))
        #expect(resource.refresh == nil)
    }

    @Test func `what follows is vetted and counted like a redirect`() async throws {
        let rig = try await FetchRig()
        rig.host.set("/a", Self.page("0; url=http://10.0.0.1:\(rig.host.port)/"))
        #expect(try await rig.fetch("/a").failure == .refusedAddress)
        rig.host.set("/b", Self.page("0; url=/c"))
        rig.host.set("/c", Self.page("0; url=/b"))
        #expect(try await rig.fetch("/b").failure == .redirectLoop)
    }
}
