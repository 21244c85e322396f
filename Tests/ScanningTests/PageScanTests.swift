// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Fingerprinting
import Scanning
import TestSupport
import Testing
import WebAddresses

/// What a scan makes of a page, and of everything the page names.
struct PageScanTests {
    @Test func `a page without pictures is a page with nothing on it`() async throws {
        try await ScanRig.with { rig in
            rig.host.putPage("/page", title: "Snow", pictures: [])
            let scan = try await rig.scan("/page")
            #expect(scan.result == .page && scan.pageCode == nil)
            #expect(scan.files.isEmpty && scan.named.isEmpty)
            #expect(scan.failedCount == 0 && scan.skippedCount == 0)
            #expect(scan.byteCount > 0)
            #expect(rig.host.requests.count == 1)
        }
    }

    @Test func `files stand in the page's order, pictures first, each with its place`()
        async throws
    {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(6)
            rig.host.putPage(
                "/page", title: "Snow", pictures: [paths[4], paths[1], paths[4], paths[0]],
                links: [paths[3], paths[1]])
            let scan = try await rig.scan("/page")
            let wanted = try [4, 1, 0, 3].map { try rig.address(paths[$0]) }
            #expect(scan.named == wanted)
            #expect(scan.files.map(\.address) == wanted)
            #expect(scan.files.map(\.origin) == [.picture, .picture, .picture, .link])
            #expect(scan.files.allSatisfy { $0.server == IPAddress("127.0.0.1") })
            #expect(scan.files.allSatisfy { $0.file.still != nil })
        }
    }

    @Test func `a page with too many pictures is read in part, and says how much is left`()
        async throws
    {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(5)
            rig.host.putPage("/page", title: "Many", pictures: paths, links: ["/video.mp4"])
            let scan = try await rig.scan("/page") { $0.filesPerPageMax = 3 }
            #expect(scan.files.map(\.address) == (try paths.prefix(3).map(rig.address)))
            #expect(scan.skippedCount == 3 && scan.failedCount == 0)
            // What was left out is still named: a person may want to look.
            #expect(scan.named.count == 6)
            #expect(rig.host.requests.count == 4)
        }
    }

    @Test func `bytes of one scan are bounded`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(4)
            rig.host.putPage("/page", title: "Hail", pictures: paths)
            let page = try await rig.scan("/page") { $0.filesPerPageMax = 0 }
            let scan = try await rig.scan("/page") {
                $0.fetchesAtOnceMax = 1
                $0.totalBytesMax = page.byteCount + 1
            }
            #expect(scan.files.count == 1 && scan.skippedCount == 3)
        }
    }

    @Test func `when time is up nothing more is fetched`() async throws {
        try await ScanRig.with { rig in
            rig.host.putPage("/page", title: "Hail", pictures: try rig.putPictures(3))
            let scan = try await rig.scan("/page") { $0.totalSecondsMax = 0 }
            #expect(scan.result == .page)
            #expect(scan.files.isEmpty && scan.skippedCount == 3)
            #expect(rig.host.requests.count == 1)
        }
    }

    @Test func `a page that is too large is named so, and nothing of it is followed`()
        async throws
    {
        try await ScanRig.with { rig in
            rig.host.putPage("/page", title: "Fog", pictures: try rig.putPictures(1))
            let scan = try await rig.scan("/page") { $0.pageBytesMax = 50 }
            #expect(scan.result == .page && scan.pageCode == "media.too-many-bytes")
            #expect(scan.named.isEmpty && scan.files.isEmpty)
            #expect(scan.byteCount > 50)
        }
    }

    @Test func `what a page names and nobody gives is counted`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(1)
            rig.host.set("/ill.png", .status(503))
            rig.host.set("/cut.png", .truncated([1, 2, 3], announced: 100))
            rig.host.set("/away.png", .redirect(to: "http://192.0.2.1/a.png"))
            rig.host.putPage(
                "/page", title: "Fog",
                pictures: ["/none.png", "/ill.png", "/cut.png", "/away.png"] + paths)
            let scan = try await rig.scan("/page")
            #expect(scan.files.count == 1 && scan.failedCount == 4)
            #expect(scan.named.count == 5)
        }
    }

    @Test func `a page behind a page is not read`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(2)
            rig.host.putPage("/next.jpg", title: "Next", pictures: [paths[1]])
            rig.host.putPage("/page", title: "Fog", pictures: [paths[0]], links: ["/next.jpg"])
            let scan = try await rig.scan("/page")
            #expect(scan.files.map(\.address) == [try rig.address(paths[0])])
            #expect(scan.failedCount == 1)
            #expect(!rig.host.requests.map(\.path).contains(paths[1]))
        }
    }

    @Test func `two names that lead to one place give one file, where it lies`() async throws {
        try await ScanRig.with { rig in
            let paths = try rig.putPictures(1)
            rig.host.set("/a.png", .redirect(to: paths[0]))
            rig.host.set("/b.png", .redirect(to: paths[0]))
            rig.host.putPage("/page", title: "Ice", pictures: ["/a.png", "/b.png"])
            let scan = try await rig.scan("/page")
            #expect(scan.files.map(\.address) == [try rig.address(paths[0])])
            #expect(scan.failedCount == 0 && scan.skippedCount == 0)
        }
    }

    @Test func `files of archives count, and one archive too many is left out whole`()
        async throws
    {
        try await ScanRig.with { rig in
            let archives = ["/a.zip", "/b.zip", "/c.zip"]
            for (number, path) in archives.enumerated() {
                let files = (0..<3).map { [UInt8(number), UInt8($0)] }
                rig.host.put(path, StoredZip.archive(files), type: "application/zip")
            }
            rig.host.putPage("/page", title: "Snow", pictures: [], links: archives)
            let scan = try await rig.scan("/page") {
                $0.filesMax = 8
                $0.fetchesAtOnceMax = 1
            }
            #expect(scan.files.map { $0.file.parts.count } == [4, 4])
            #expect(scan.skippedCount == 1)
        }
    }
}
