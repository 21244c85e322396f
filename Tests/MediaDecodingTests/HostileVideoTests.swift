// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// Videos that mean harm, through the real pool: each has an answer, and the next file too.
struct HostileVideoTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private static let answers: Set<UndecodableReason> = [
        .malformed, .truncated, .noPicture, .unsupported, .tooManyPixels,
    ]

    @Test(arguments: ["h264.mp4", "vp8.webm", "h264.ts", "mpeg4.avi", "h264.flv"])
    func `a video that was cut off is its frames up to there`(name: String) async throws {
        let bytes = try VideoFiles.bytes(name)
        var options = FileReadingOptions()
        options.frames = .every(milliseconds: 200)
        options.keepsScenes = false
        guard case .video(let whole) = await Self.pool.fileReading(of: bytes, options: options)
        else {
            Issue.record("\(name) is no video")
            return
        }
        for step in 1...20 {
            let cut = bytes.count * step / 21
            let reading = await Self.pool.fileReading(
                of: Array(bytes[..<cut]), options: options)
            switch reading {
            case .video(let video):
                let frames = video.fingerprint.frames
                #expect(frames.count <= whole.fingerprint.frames.count, "\(name) cut at \(cut)")
                // The last frame may be half there.
                let common = zip(frames.dropLast(), whole.fingerprint.frames)
                #expect(common.allSatisfy { $0.hash == $1.hash }, "\(name) cut at \(cut)")
                // A stream without an index does not say how long it would have been.
                #expect(video.isCutShort || name == "h264.ts", "\(name) cut at \(cut)")
            case .undecodable(let reason):
                #expect(Self.answers.contains(reason), "\(name) cut at \(cut): \(reason)")
            case .picture, .archive: Issue.record("\(name) cut at \(cut) is \(reading)")
            }
        }
    }

    @Test(arguments: 0..<20)
    func `a damaged video has an answer`(number: Int) async throws {
        let reading = await Self.pool.fileReading(
            of: try VideoFiles.bytes("flipped\(number).mp4"))
        switch reading {
        case .video(let video): #expect(!video.fingerprint.frames.isEmpty)
        case .undecodable(let reason): #expect(Self.answers.contains(reason))
        case .picture, .archive: Issue.record("\(reading)")
        }
    }

    @Test(arguments: ["noise.mp4", "noise.webm", "noise.avi", "noise.flv", "noise.ts"])
    func `noise behind a video's first bytes is no video`(name: String) async throws {
        let reading = await Self.pool.fileReading(of: try VideoFiles.bytes(name))
        guard case .undecodable(let reason) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(Self.answers.contains(reason))
    }

    @Test func `a frame that claims too many pixels is not made`() async throws {
        let reading = await Self.pool.fileReading(of: try VideoFiles.bytes("huge.webm"))
        #expect(
            [.undecodable(.tooManyPixels), .undecodable(.malformed), .undecodable(.noPicture)]
                .contains(reading))
    }

    @Test func `pixels of a frame are bounded to the last`() async throws {
        let bytes = try VideoFiles.bytes("h264.mp4")
        let readings = try await [320 * 240, 320 * 240 - 1].asyncMap { pixels in
            try await DecoderUnderTest.withPool {
                $0.framePixelsMax = pixels
            } run: {
                await $0.fileReading(of: bytes)
            }
        }
        guard case .video = readings[0] else {
            Issue.record("\(readings[0])")
            return
        }
        #expect(readings[1] == .undecodable(.tooManyPixels))
    }

    @Test func `videos and archives have a size of their own that is too large`() async throws {
        let video = try VideoFiles.bytes("h264.mp4")
        let (tooLarge, empty) = try await DecoderUnderTest.withPool {
            $0.fileBytesMax = video.count - 1
        } run: { pool in
            (await pool.fileReading(of: video), await pool.fileReading(of: []))
        }
        #expect(tooLarge == .undecodable(.tooManyBytes))
        #expect(empty == .undecodable(.empty))
    }

    @Test func `the walls stand around a child while it reads videos`() async throws {
        try await DecoderUnderTest.withPool {
            $0.workers = 1
        } run: { pool in
            let report = try await pool.verify()
            #expect(report.holds)
            let reader = pool.childIdentifiers
            guard case .video = await pool.fileReading(of: try VideoFiles.bytes("av1.webm")) else {
                Issue.record("no video")
                return
            }
            // A child that has read a video is replaced.
            let after = try await pool.verify()
            #expect(after.holds)
            #expect(pool.childIdentifiers != reader)
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(
        _ body: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
