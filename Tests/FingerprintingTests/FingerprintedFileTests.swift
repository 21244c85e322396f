// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import NightlightCore
import PerceptualHashing
import TestSupport
import Testing

/// What always holds of the one type that a file is known by.
struct FingerprintedFileTests {
    private let reading = PDQReading(hash: PDQHash(words: SIMD4(1, 2, 3, 4)), quality: 60)

    private var picture: PictureReading {
        PictureReading(
            format: .png, width: 9, height: 9, pdq: reading.hash, quality: reading.quality)
    }

    @Test func `a file that is no archive is its only part`() {
        let files = [
            FingerprintedFile(FingerprintedFile.nobodys, picture: reading),
            FingerprintedFile.video(VideoFrame.distinct(2)),
            FingerprintedFile(FingerprintedFile.nobodys, undecodable: .empty),
            FingerprintedFile.archive(),
        ]
        for file in files { #expect(file.parts == [file]) }
    }

    @Test func `an archive is a part itself, before its members in their order`() {
        let video = VideoReading.made(VideoFrame.distinct(2), isCutShort: true)
        let file = FingerprintedFile.archive([
            .made(4, .picture(picture)), .made(5, .archive(.sevenZip)),
            .made(6, .video(video), depth: 2), .made(7, .undecodable(.encrypted)),
        ])
        let parts = file.parts
        #expect(parts.map(\.byteCount) == [9, 4, 5, 6, 7])
        #expect(parts.map { $0.digests.sha256.bytes[0] } == [3, 4, 5, 6, 7])
        #expect(parts[0] == file)
        #expect(parts[1].still == reading)
        #expect(parts[3].isCutShort)
        #expect(parts[4].undecodableReason == .encrypted)
        // An archive within gave its members to the outer one, and must not give them twice.
        #expect(parts[2].parts == [parts[2]])
        #expect(!parts[2].isCutShort && parts[2].lockedCount == 0)
        guard case .archive(let inner) = parts[2].reading else {
            Issue.record("no archive")
            return
        }
        #expect(inner.format == .sevenZip)
    }

    private static let movingFormats: Set<VideoFormat> = [.gif, .webp, .apng]

    @Test(arguments: movingFormats)
    func `a picture that moves is known by its first frame`(format: VideoFormat) {
        let frames = VideoFrame.distinct(3) { 20 + $0 }
        let file = FingerprintedFile.video(frames, format: format)
        #expect(file.still == PDQReading(hash: frames[0].hash, quality: 20))
    }

    @Test(arguments: VideoFormat.allCases.filter { !movingFormats.contains($0) })
    func `no frame stands for a video`(format: VideoFormat) {
        #expect(FingerprintedFile.video(VideoFrame.distinct(3), format: format).still == nil)
    }

    @Test func `only a picture has a still of its own`() {
        #expect(
            FingerprintedFile(FingerprintedFile.nobodys, picture: reading).still == reading)
        #expect(FingerprintedFile.archive([.made(4, .picture(picture))]).still == nil)
        #expect(FingerprintedFile(FingerprintedFile.nobodys).still == nil)
    }

    @Test func `what was left out of a video or an archive is told`() {
        #expect(FingerprintedFile.video(VideoFrame.distinct(1), isCutShort: true).isCutShort)
        #expect(!FingerprintedFile.video(VideoFrame.distinct(1)).isCutShort)
        #expect(FingerprintedFile.archive(isCutShort: true).isCutShort)
        #expect(FingerprintedFile.archive(unread: 1).isCutShort)
        // What is locked can be counted, and so is not left out in silence.
        let locked = FingerprintedFile.archive(locked: 4)
        #expect(!locked.isCutShort && locked.lockedCount == 4)
        #expect(!FingerprintedFile(FingerprintedFile.nobodys, undecodable: .truncated).isCutShort)
    }
}
