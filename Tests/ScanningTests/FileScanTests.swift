// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Fingerprinting
import MediaDecoding
import Outbound
import PerceptualHashing
import Scanning
import TestSupport
import Testing
import WebAddresses

/// What a scan makes of an address that is a file's own, or nothing's.
struct FileScanTests {
    @Test func `a picture is a file, whatever its server calls it`() async throws {
        try await ScanRig.with { rig in
            let picture = try rig.picture(1)
            for type in ["image/png", "text/html", "application/octet-stream", ""] {
                rig.host.put("/a", picture, type: type)
                let scan = try await rig.scan("/a")
                #expect(scan.result == .file)
                #expect(scan.files.map(\.origin) == [.asked])
                #expect(scan.files[0].file.digests == FileDigests(of: picture))
                #expect(scan.files[0].file.still != nil)
                #expect(scan.byteCount == picture.count)
            }
        }
    }

    @Test(arguments: [
        "<!DOCTYPE html><img src=/a.png>", "\n\t<HTML><img src=/a.png>",
        "\u{feff}<head></head><img src=/a.png>",
    ])
    func `a page is a page, even when its server calls it a picture`(html: String) async throws {
        try await ScanRig.with { rig in
            rig.host.put("/a.png", try rig.picture(1), type: "image/png")
            rig.host.put("/page.jpg", Array(html.utf8), type: "image/jpeg")
            let scan = try await rig.scan("/page.jpg")
            #expect(scan.result == .page)
            #expect(scan.files.map(\.address) == [try rig.address("/a.png")])
        }
    }

    @Test func `what nobody can decode is a file with digests and a reason`() async throws {
        try await ScanRig.with { rig in
            let picture = try rig.picture(1)
            let files: [(bytes: [UInt8], reason: UndecodableReason)] = [
                (Array("a kitten, in words".utf8), .unsupported), ([], .empty),
                (Array(picture.prefix(picture.count / 2)), .truncated),
            ]
            for (bytes, reason) in files {
                rig.host.put("/a", bytes, type: "image/png")
                let scan = try await rig.scan("/a")
                #expect(scan.result == .file)
                #expect(scan.files.map(\.file.undecodableReason) == [reason])
                #expect(scan.files[0].file.digests == FileDigests(of: bytes))
            }
        }
    }

    @Test func `an archive is one file that holds its parts`() async throws {
        try await ScanRig.with { rig in
            let picture = try rig.picture(1)
            let inner = StoredZip.archive([picture])
            rig.host.put("/a.zip", StoredZip.archive([[7], inner]), type: "application/zip")
            let scan = try await rig.scan("/a.zip")
            #expect(scan.files.count == 1)
            #expect(
                scan.files[0].file.parts.dropFirst().map(\.digests)
                    == [[7], inner, picture].map { FileDigests(of: $0) })
            #expect(scan.files[0].file.parts[3].still != nil)
        }
    }

    @Test func `an archive with too many files says that some were left out`() async throws {
        try await ScanRig.with { rig in
            let files = (0..<5).map { [UInt8($0)] }
            rig.host.put("/a.zip", StoredZip.archive(files), type: "application/zip")
            let scan = try await rig.scan("/a.zip") { $0.membersPerArchiveMax = 3 }
            #expect(scan.files[0].file.parts.count == 4)
            #expect(scan.files[0].file.isCutShort)
        }
    }

    @Test func `of a video no more frames are held than are compared`() async throws {
        try await ScanRig.with { rig in
            let (one, other) = (try rig.picture(1, .jpeg), try rig.picture(2, .jpeg))
            // Forty seconds of two pictures.
            let video = VideoFile.avi(
                (0..<40).map { $0 < 20 ? one : other }, width: 120, height: 90)
            rig.host.put("/video", video, type: "video/avi")
            rig.host.put("/videos.zip", StoredZip.archive([video]), type: "application/zip")
            let whole = try await rig.fingerprint(video)
            #expect(try #require(whole.video).frames.count == 40)
            let scan = try await rig.scan("/video")
            let held = try #require(scan.files.first?.file)
            #expect(held.video?.frames.count == 2)
            #expect(held.video?.comparedFrames == whole.video?.comparedFrames)
            #expect(held.digests == whole.digests && !held.isCutShort)
            let archive = try #require(try await rig.scan("/videos.zip").files.first?.file)
            #expect(archive.parts[1].video?.frames.count == 2)
        }
    }

    @Test func `a redirect leads to the file, and both ends are on record`() async throws {
        try await ScanRig.with { rig in
            rig.host.put("/there.png", try rig.picture(1), type: "image/png")
            rig.host.set("/here", .redirect(to: "/there.png"))
            let scan = try await rig.scan("/here")
            #expect(scan.files.map(\.origin) == [.redirect])
            #expect(scan.files.map(\.address) == [try rig.address("/there.png")])
            #expect(scan.route?.final == (try rig.address("/there.png")))
            #expect(scan.route?.pointed == IPAddress("127.0.0.1"))
            #expect(scan.route?.hosting == IPAddress("127.0.0.1"))
        }
    }

    @Test(arguments: [
        (PictureHost.Answer.status(404), "status.404", false), (.status(410), "status.410", false),
        (.status(408), "status.408", true), (.status(429), "status.429", true),
        (.status(503), "status.503", true),
        (.endlessRedirect, "outbound.too-many-redirects", false),
        (.announced(bytes: 200 << 20), "outbound.too-large", false),
    ])
    func `an address without a file says why, and whether to ask again`(
        answer: PictureHost.Answer, code: String, isTransient: Bool
    ) async throws {
        try await ScanRig.with { rig in
            rig.host.set("/a", answer)
            let scan = try await rig.scan("/a")
            #expect(scan.result.code == code)
            #expect(scan.result.isTransient == isTransient)
            #expect(scan.files.isEmpty)
            #expect((scan.route == nil) == code.hasPrefix("outbound."))
        }
    }

    @Test func `a file that is too large for the bound is not read`() async throws {
        try await ScanRig.with { rig in
            let picture = try rig.picture(1)
            rig.host.put("/a", picture, type: "image/png")
            let scan = try await rig.scan("/a") { $0.fileBytesMax = picture.count - 1 }
            #expect(scan.result == .failed(.tooLarge))
            let whole = try await rig.scan("/a") { $0.fileBytesMax = picture.count }
            #expect(whole.result == .file)
        }
    }

    @Test(arguments: ["/a.png", "/page"])
    func `where no decoder can be had there is an error, and no scan`(path: String) async throws {
        try await ScanRig.with {
            $0.executablePath = "/nonexistent"
        } _: { rig in
            rig.host.put("/a.png", try rig.picture(1), type: "image/png")
            rig.host.putPage("/page", title: "Snow", pictures: [])
            await #expect(throws: FingerprintingError.decoderUnavailable) {
                _ = try await rig.scan(path)
            }
        }
    }
}

extension FingerprintedFile {
    fileprivate var video: VideoFingerprint? {
        if case .video(let video) = reading { video.fingerprint } else { nil }
    }
}
