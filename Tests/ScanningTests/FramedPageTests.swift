// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import MediaDecoding
import Outbound
import Scanning
import TestSupport
import Testing
import WebAddresses

/// Ways round a picture: frames, pages that send their readers on, and hosts that refuse.
struct FramedPageTests {
    private func put(_ path: String, _ html: String, type: String = "text/html", in rig: ScanRig) {
        rig.host.put(path, Array(html.utf8), type: type)
    }

    @Test(arguments: [
        "<iframe src=/inner></iframe>",
        "<meta http-equiv=refresh content='0;url=/inner'>",
        "<object data=/inner type=text/html></object>",
    ])
    func `a page in a page is read with it`(html: String) async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(2)
            put("/page", html + "<p><img src='\(paths[0])'>", in: rig)
            rig.host.putPage("/inner", title: "Snow", pictures: [paths[1]])
            let scan = try await rig.scan("/page")
            #expect(scan.files.map(\.address) == (try paths.map(rig.address)))
            #expect(scan.pageCount == 2)
            #expect(scan.omissions.isEmpty)
        }
    }

    @Test func `a page of frames is what is in them`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(2)
            put("/page", "<frameset><frame src=/a><frame src=/b></frameset>", in: rig)
            rig.host.putPage("/a", title: "Snow", pictures: [paths[0]])
            rig.host.putPage("/b", title: "Rain", pictures: [paths[1]])
            let scan = try await rig.scan("/page")
            #expect(scan.files.map(\.address) == (try paths.map(rig.address)))
        }
    }

    @Test func `a picture that a page sends on to is found`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(1)
            put("/page", "<meta http-equiv=refresh content='0;url=\(paths[0])'>", in: rig)
            let scan = try await rig.scan("/page")
            #expect(scan.files.map(\.address) == [try rig.address(paths[0])])
        }
    }

    @Test func `pages in pages are bounded, and what is left is counted`() async throws {
        try await ScanRig.with { rig in
            put("/page", "<iframe src=/page></iframe><iframe src=/a></iframe>", in: rig)
            put("/a", "<iframe src=/page></iframe><iframe src=/b></iframe>", in: rig)
            put("/b", "<iframe src=/c></iframe>", in: rig)
            let scan = try await rig.scan("/page") { $0.pageDepthMax = 2 }
            #expect(scan.pageCount == 3 && scan.omissions == [.pageBeyondBounds: 1])
            #expect(!rig.host.requests.map(\.path).contains("/c"))
        }
    }

    @Test func `a frame that could not be looked into is named as such`() async throws {
        try await ScanRig.with { rig in
            rig.host.set("/refusing", .status(403))
            rig.host.set("/gone", .status(410))
            put("/large", String(repeating: "snow ", count: 200), in: rig)
            let frames = ["/refusing", "/large", "/gone", "http://127.0.0.1:1/", "/deep"]
            put("/page", frames.map { "<iframe src='\($0)'></iframe>" }.joined(), in: rig)
            put("/deep", "<iframe src=/deeper></iframe>", in: rig)
            let scan = try await rig.scan("/page") {
                $0.pageBytesMax = 500
                $0.pageDepthMax = 1
            }
            #expect(
                scan.unreadFrames == [
                    .status(403), .unreadable, .status(410), .failed(.refusedPort), .beyondBounds,
                ])
            #expect(scan.failedCount == 4 && scan.pageCode == nil)
        }
    }

    @Test func `what a page points at and was not compared has its reason`() async throws {
        try await ScanRig.with { rig in
            rig.host.set("/hotlink.png", .status(403))
            rig.host.putPage("/next.jpg", title: "Next", pictures: [])
            put(
                "/page",
                "<img src=/hotlink.png><img src='data:image/png;base64,AA'><img src=/next.jpg>"
                    + "<link rel=stylesheet href=/a.css><img src=/x.png>", in: rig)
            let scan = try await rig.scan("/page") { $0.filesPerPageMax = 2 }
            #expect(
                scan.omissions == [
                    .refused: 1, .unnamed(.inlineData): 1, .page: 1, .unnamed(.styleSheet): 1,
                    .beyondBounds: 1,
                ])
            #expect(
                ScanOmission.text(of: scan.omissions)
                    == "page.inline-data:1 page.style-sheet:1 page.beyond-bounds:1 page.refused:1"
                    + " page.leads-to-page:1")
        }
    }

    @Test(arguments: [
        ("application/octet-stream", "<!DOCTYPE html><img src=P>"), ("", " <html><img src=P>"),
        ("image/jpeg", "\u{feff}<!-- rain --><img src=P>"), ("text/plain", "<TABLE ><img src=P>"),
        ("x", "<?xml version='1.0'?><svg xmlns:xlink='a'><image xlink:href='P'/></svg>"),
        ("", "<script>0</script><img src=P>"), ("", "<p>snow<img src=P>"),
    ])
    func `a page is a page whatever its server calls it`(
        type: String, html: String
    ) async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(1)
            put(
                "/page",
                html.replacing("P>", with: "\(paths[0])>")
                    .replacing("'P'", with: "'\(paths[0])'"), type: type, in: rig)
            let scan = try await rig.scan("/page")
            #expect(scan.result == .page && scan.files.count == 1)
        }
    }

    @Test func `a host that is not ASCII is asked for by its ASCII name`() async throws {
        try await ScanRig.with { rig in
            put("/page", "<img src='http://пример.test/a.jpg'>", in: rig)
            let scan = try await rig.scan("/page")
            #expect(scan.named == [try WebAddress.read("http://xn--e1afmkfd.test/a.jpg")])
        }
    }
}
