// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// Which frames are chosen, and what is said of videos that are unlike others.
struct VideoReadingTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private func read(
        _ name: String, _ change: (inout FileReadingOptions) -> Void = { _ in }
    ) async throws -> VideoReading {
        var options = FileReadingOptions()
        change(&options)
        let reading = await Self.pool.fileReading(
            of: try VideoFiles.bytes(name), options: options)
        guard case .video(let video) = reading else { throw NoVideo(reading: reading) }
        return video
    }

    struct NoVideo: Error { let reading: FileReading }

    @Test(arguments: [
        ("h264.mp4", VideoFormat.mp4), ("h264.mov", .quickTime), ("h264.mkv", .matroska),
        ("vp8.webm", .webm), ("mpeg4.avi", .avi), ("h264.flv", .flv), ("h264.ts", .mpegTS),
    ]) func `a video says what it is`(name: String, format: VideoFormat) async throws {
        let video = try await read(name)
        #expect(video.format == format)
        #expect(video.width == 320 && video.height == 240)
        #expect(!video.isCutShort)
    }

    @Test func `a video may be as large as the pool is told`() async throws {
        let small = try VideoFiles.bytes("h264.mp4")
        // A box that says it is free, as editors leave them.
        let room = 129 << 20
        let box = (0..<4).map { UInt8(truncatingIfNeeded: room >> (24 - 8 * $0)) }
        let large =
            small + box + Array("free".utf8) + [UInt8](repeating: 0, count: room - 8)
        #expect(await Self.pool.fileReading(of: large) == .undecodable(.tooManyBytes))
        var configuration = DecoderPool.Configuration.besideRunningExecutable().patient
        configuration.fileBytesMax = 160 << 20
        configuration.memoryBytesMax += 64 << 20
        let pool = DecoderPool(configuration: configuration)
        #expect(await pool.fileReading(of: large) == Self.pool.fileReading(of: small))
        await pool.shutdown()
    }

    @Test func `by default each second has a frame`() async throws {
        let video = try await read("h264.mp4") { $0.keepsScenes = false }
        #expect(video.fingerprint.frames.map(\.milliseconds) == [0, 1_000])
        #expect(video.fingerprint.frames.map(\.number) == [0, 25])
    }

    @Test func `a rate is kept however fast or slow the video runs`() async throws {
        let video = try await read("variable.mkv") {
            $0.keepsScenes = false
            $0.frames = .every(milliseconds: 500)
        }
        let times = video.fingerprint.frames.map(\.milliseconds)
        #expect(times.count >= 6)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 / 500 > $0 / 500 })
    }

    @Test func `every scene has its first frame`() async throws {
        let without = try await read("scenes.mp4") { $0.keepsScenes = false }
        #expect(without.fingerprint.frames.map(\.number) == [0, 25, 50, 75, 100, 125])
        let with = try await read("scenes.mp4")
        let numbers = Set(with.fingerprint.frames.map(\.number))
        // Each lasts 32 frames.
        #expect(numbers.isSuperset(of: [0, 25, 50, 75, 100, 125, 32, 64, 96]))
        #expect(numbers.count <= 40)
    }

    @Test func `flicker is kept a few times a second`() async throws {
        let noise = try await read("h264noise.mp4")
        #expect((2...6).contains(noise.fingerprint.frames.count))
    }

    @Test func `key frames alone are frames of the whole video`() async throws {
        let all = try await read("h264.mp4") { $0.frames = .all }
        let keys = try await read("h264.mp4") { $0.frames = .keyFrames }
        let hashes = keys.fingerprint.frames.map(\.hash)
        #expect(hashes.count == 2)
        #expect(Set(hashes).isSubset(of: all.fingerprint.frames.map(\.hash)))
    }

    @Test func `several threads find the same frames`() async throws {
        let one = try await read("h264.mp4") { $0.frames = .all }
        let two = try await read("h264.mp4") {
            $0.frames = .all
            $0.threads = 2
        }
        #expect(one == two)
    }

    @Test func `sound beside a video does no harm`() async throws {
        let video = try await read("both.mp4") { $0.frames = .all }
        #expect(video.fingerprint.frames.count == 50)
        #expect(!video.isCutShort)
    }

    @Test(arguments: ["sound.mp4", "sound.webm"])
    func `sound alone has no picture`(name: String) async throws {
        let reading = await Self.pool.fileReading(of: try VideoFiles.bytes(name))
        #expect(reading == .undecodable(.noPicture))
    }

    @Test func `hours of next to nothing are read at once`() async throws {
        #expect(try await read("hours.mp4").fingerprint.frames.map(\.milliseconds) == [0])
        let frames = try await read("hours.mkv").fingerprint.frames
        #expect(frames.map(\.milliseconds) == [0, 36_000_000])
    }

    @Test func `an hour of frames is read to its end`() async throws {
        let video = try await read("long.avi") {
            $0.keepsScenes = false
            $0.frames = .every(milliseconds: 60_000)
        }
        #expect(video.fingerprint.frames.map(\.milliseconds) == (0..<60).map { $0 * 60_000 })
        #expect(!video.isCutShort)
    }

    @Test func `the number of frames is bounded, and what is left out is told`() async throws {
        let video = try await read("h264.mp4") {
            $0.frames = .all
            $0.framesMax = 20
        }
        #expect(video.fingerprint.frames.count == 20)
        #expect(video.isCutShort)
        let picture = try await read("moving.gif") {
            $0.frames = .all
            $0.framesMax = 2
        }
        #expect(picture.fingerprint.frames.count == 2)
        #expect(picture.isCutShort)
    }

    @Test func `a video is turned no other way than it is stored`() async throws {
        let turned = try await read("turned.mp4") { $0.frames = .all }
        let plain = try await read("h264.mp4") { $0.frames = .all }
        #expect(turned == plain)
    }

    @Test func `when time is up, the frames so far are the answer`() async throws {
        let reading = try await DecoderUnderTest.withPool {
            $0.fileBudget = .zero
        } run: { pool in
            await pool.fileReading(of: try VideoFiles.bytes("long.avi"))
        }
        guard case .video(let video) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(video.fingerprint.frames.map(\.number) == [0])
        #expect(video.isCutShort)
    }

    @Test(arguments: MediaFormat.allCases)
    func `a picture that does not move is a picture`(format: MediaFormat) async throws {
        let bytes = try HostileFiles.bytes("whole.\(format.rawValue)")
        let alone = await Self.pool.reading(of: bytes)
        let reading = await Self.pool.fileReading(of: bytes)
        switch (alone, reading) {
        case (.picture(let left), .picture(let right)): #expect(left == right)
        default: Issue.record("\(alone), \(reading)")
        }
    }

    @Test(arguments: ["moving.gif", "moving.webp"])
    func `as a picture, a moving one is its first frame`(name: String) async throws {
        let bytes = try VideoFiles.bytes(name)
        let video = try await read(name)
        switch await Self.pool.reading(of: bytes) {
        case .picture(let picture): #expect(video.fingerprint.frames.first?.hash == picture.pdq)
        case .undecodable(let reason): Issue.record("\(reason)")
        }
    }
}
