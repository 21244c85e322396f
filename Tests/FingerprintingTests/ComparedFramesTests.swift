// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// The frames of a video that are compared, and a file that holds no others.
struct ComparedFramesTests {
    private static let framesMax = VideoFingerprint.framesComparedMax

    private func frames(of file: FingerprintedFile) throws -> [VideoFrame] {
        guard case .video(let video) = file.reading else {
            throw NoVideo()
        }
        return video.fingerprint.frames
    }

    struct NoVideo: Error {}

    @Test func `a long video is compared in even steps`() {
        let frames = VideoFrame.distinct(4_000) { $0.isMultiple(of: 2) ? 100 : 49 }
        // Seen twice, each frame counts once.
        let compared = VideoFingerprint(frames: frames + frames).comparedFrames
        #expect(compared.count == Self.framesMax)
        #expect(Set(compared.map(\.hash)).count == Self.framesMax)
        #expect(compared.allSatisfy { $0.quality == 100 })
        #expect(compared.first == frames.first)
        let steps = zip(compared, compared.dropFirst()).map { $1.number - $0.number }
        // 2 000 good frames in 900 steps: each of two or three good ones, every other being good.
        #expect(Set(steps) == [4, 6])
    }

    @Test(arguments: [0, 1, framesMax - 1, framesMax])
    func `a video that is not too long is compared whole`(count: Int) {
        let frames = VideoFrame.distinct(count)
        #expect(VideoFingerprint(frames: frames).comparedFrames == frames)
    }

    @Test func `a quality just good enough counts`() {
        let frames = VideoFrame.distinct(3) { 48 + $0 }
        #expect(VideoFingerprint(frames: frames).comparedFrames == [frames[2]])
    }

    @Test func `a reduced video holds what is compared, and gets the same answer`() throws {
        let frames = VideoFrame.distinct(10_000)
        let whole = FingerprintedFile.video(frames, isCutShort: true)
        let reduced = whole.reducedToComparedFrames
        let kept = try self.frames(of: reduced)
        #expect(kept == VideoFingerprint(frames: frames).comparedFrames)
        #expect(kept.count == Self.framesMax)
        #expect(VideoFingerprint(frames: kept).comparedFrames == kept)
        #expect(reduced.digests == whole.digests && reduced.byteCount == whole.byteCount)
        #expect(reduced.isCutShort)
    }

    @Test func `a picture that moves keeps its first frame, good or not`() throws {
        let frames = VideoFrame.distinct(2_000) { $0 == 0 ? 10 : 100 }
        let whole = FingerprintedFile.video(frames, format: .gif)
        let reduced = whole.reducedToComparedFrames
        #expect(whole.still?.hash == frames[0].hash)
        #expect(reduced.still == whole.still)
        let kept = try self.frames(of: reduced)
        #expect(kept.count == Self.framesMax + 1)
        #expect(
            VideoFingerprint(frames: kept).comparedFrames
                == VideoFingerprint(frames: frames).comparedFrames)
    }

    @Test func `videos of an archive are reduced, and nothing else of it`() throws {
        let frames = VideoFrame.distinct(3_000)
        let members: [ArchiveMember] = [
            .made(4, .undecodable(.malformed)), .made(5, .video(.made(frames))),
            .made(6, .archive(.tar)), .made(7, .video(.made(Array(frames.prefix(3)))), depth: 2),
        ]
        let whole = FingerprintedFile.archive(members, locked: 2, unread: 1, isCutShort: true)
        let reduced = whole.reducedToComparedFrames
        #expect(reduced.parts.map(\.digests) == whole.parts.map(\.digests))
        #expect(try self.frames(of: reduced.parts[2]).count == Self.framesMax)
        #expect(reduced.parts[4] == whole.parts[4])
        #expect(reduced.lockedCount == 2 && reduced.isCutShort)
        guard case .archive(let archive) = reduced.reading else { throw NoVideo() }
        #expect(archive.members.map(\.depth) == [1, 1, 1, 2])
        #expect(archive.unreadCount == 1)
    }

    @Test func `what has no frames stays as it is`() {
        let picture = FingerprintedFile(
            FingerprintedFile.nobodys, picture: PDQReading(hash: PDQHash(words: .zero), quality: 7))
        let broken = FingerprintedFile(FingerprintedFile.nobodys, undecodable: .truncated)
        for file in [picture, broken] { #expect(file.reducedToComparedFrames == file) }
    }
}
