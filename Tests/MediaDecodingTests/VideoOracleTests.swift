// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// Every frame of every video against PyPI's vpdq, or for moving pictures against pdqhash.
struct VideoOracleTests {
    @Test func `frames, fingerprints, qualities and times are the reference's`() async throws {
        let videos = try VideoFiles.honest()
        #expect(videos.count > 20)
        var (frameCount, agreed) = (0, 0)
        for (video, reading) in try await readings(of: videos, .exact) {
            let problems = compare(reading, with: video)
            #expect(problems.isEmpty, "\(video.name): \(problems.prefix(3))")
            frameCount += video.frames.count
            agreed += video.frames.count - problems.count
        }
        print("video oracle: \(agreed) of \(frameCount) frames of \(videos.count) videos agree")
    }

    @Test func `in fast mode fingerprints are close to the reference's`() async throws {
        var (distances, steps, changed) = ([Int](), [Int](), 0)
        for (video, reading) in try await readings(of: try VideoFiles.honest(), .fast) {
            #expect(reading.fingerprint.frames.count == video.frames.count)
            for (frame, wanted) in zip(reading.fingerprint.frames, video.frames) {
                let hash = try #require(PDQHash(hex: wanted.hash))
                changed += hash == frame.hash && wanted.quality == frame.quality ? 0 : 1
                steps.append(abs(frame.quality - wanted.quality))
                // What has no quality is compared with nothing. Noise in every colour leaves
                // what a screen can show, and is cut off there where it is turned into RGB.
                if wanted.quality >= 50, video.name != "h264noise.mp4" {
                    distances.append(hash.distance(to: frame.hash))
                }
            }
        }
        distances.sort()
        steps.sort()
        func part(_ values: [Int], _ share: Double) -> Int {
            values[min(values.count - 1, Int(Double(values.count) * share))]
        }
        print(
            """
            fast videos: \(distances.count) frames, bits median \(part(distances, 0.5)), \
            p99 \(part(distances, 0.99)), p99.9 \(part(distances, 0.999)), max \
            \(part(distances, 1)); quality max \(part(steps, 1)) of \(steps.count) frames
            """)
        // Fast is another way to the fingerprint, or this test compares nothing.
        #expect(changed > steps.count / 10)
        #expect(distances.count > 300)
        #expect(part(distances, 0.99) <= 8 && part(distances, 1) <= 12)
        #expect(part(steps, 1) <= 4)
    }

    /// Every frame of every video; one that cannot be read is an issue.
    private func readings(
        of videos: [VideoFiles.Video], _ mode: PDQMode
    ) async throws -> [(video: VideoFiles.Video, reading: VideoReading)] {
        var options = FileReadingOptions()
        options.frames = .all
        options.mode = mode
        return try await DecoderUnderTest.withPool { [options] pool in
            var read: [(video: VideoFiles.Video, reading: VideoReading)] = []
            for video in videos {
                let answer = await pool.fileReading(
                    of: try VideoFiles.bytes(video.name), options: options)
                if case .video(let reading) = answer {
                    read.append((video, reading))
                } else {
                    Issue.record("\(video.name): \(answer)")
                }
            }
            return read
        }
    }

    private func compare(_ reading: VideoReading, with video: VideoFiles.Video) -> [String] {
        let frames = reading.fingerprint.frames
        var problems: [String] = []
        if reading.isCutShort { problems.append("cut short") }
        if frames.count != video.frames.count {
            problems.append("\(frames.count) frames, not \(video.frames.count)")
        }
        for (frame, wanted) in zip(frames, video.frames) {
            let distance = PDQHash(hex: wanted.hash).map { $0.distance(to: frame.hash) } ?? 256
            // Some containers keep whole milliseconds; the reference multiplies by the rate.
            let isOnTime = abs(frame.milliseconds - wanted.milliseconds) <= 1
            if frame.number != wanted.number || distance != 0 || frame.quality != wanted.quality
                || !isOnTime
            {
                problems.append(
                    """
                    frame \(frame.number) of \(wanted.number): \(distance) bits, quality \
                    \(frame.quality) of \(wanted.quality), at \(frame.milliseconds) of \
                    \(wanted.milliseconds)
                    """)
            }
        }
        return problems
    }
}
