// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// What is on the screen for 200 milliseconds or longer is always among the frames.
struct ShownFrameTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private func picture(_ name: String) async throws -> PDQHash {
        let reading = await Self.pool.reading(of: try ShownFiles.bytes(name))
        guard case .picture(let picture) = reading else { throw ShownFiles.NotMade() }
        return picture.pdq
    }

    @Test(arguments: [PDQMode.exact, .fast])
    func `whatever is shown is compared`(mode: PDQMode) async throws {
        let files = try ShownFiles.files().moving
        #expect(files.count > 20)
        for file in files {
            var options = FileReadingOptions()
            options.mode = mode
            let reading = await Self.pool.fileReading(
                of: try ShownFiles.bytes(file.name), options: options)
            guard case .video(let video) = reading else {
                Issue.record("\(file.name): \(reading)")
                continue
            }
            #expect(video.hasHiddenFrame == file.hidesFirst, "\(file.name)")
            for name in file.shown {
                let wanted = try await picture("\(name).png")
                let nearest = video.fingerprint.frames.map { $0.hash.distance(to: wanted) }.min()
                #expect((nearest ?? 256) <= 24, "\(file.name) shows \(name)")
            }
        }
    }

    @Test func `a hidden picture comes first, and is the still one`() async throws {
        let bytes = try ShownFiles.bytes("moving-hidden.png")
        guard case .video(let video) = await Self.pool.fileReading(of: bytes) else {
            Issue.record("no video")
            return
        }
        #expect(video.format == .apng && video.width == 320 && video.height == 240)
        #expect(video.fingerprint.frames.map(\.number) == [0, 1, 2])
        #expect(video.fingerprint.frames.map(\.milliseconds) == [0, 0, 500])
        #expect(!video.isCutShort)
        let still = await Self.pool.reading(of: bytes)
        let first = try await picture("a.png")
        guard case .picture(let picture) = still else {
            Issue.record("\(still)")
            return
        }
        #expect(picture.pdq == first && video.fingerprint.frames.first?.hash == first)
    }

    @Test func `a PNG file that promises to move and cannot is its still picture`() async throws {
        let whole = try ShownFiles.bytes("moving-hidden.png")
        let controls = whole.indices.dropLast(30).filter {
            whole[$0..<$0 + 4].elementsEqual("fcTL".utf8)
        }
        #expect(controls.count == 2)
        // The sizes of all frames beyond the picture's own.
        var broken = whole
        for place in controls { broken[place + 8] = 0x7f }
        let still = try await picture("a.png")
        let reading = await Self.pool.fileReading(of: broken)
        guard case .picture(let picture) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(picture.pdq == still)
    }

    @Test(arguments: [PDQMode.exact, .fast])
    func `a JPEG file without its end is read if its picture is all there`(
        mode: PDQMode
    ) async throws {
        var options = FileReadingOptions()
        options.mode = mode
        guard
            case .picture(let ended) = await Self.pool.fileReading(
                of: try ShownFiles.bytes("end.jpg"), options: options)
        else { throw ShownFiles.NotMade() }
        #expect(!ended.isEndMissing)
        for name in try ShownFiles.files().whole {
            let reading = await Self.pool.fileReading(
                of: try ShownFiles.bytes("whole-\(name).jpg"), options: options)
            guard case .picture(let picture) = reading else {
                Issue.record("\(name): \(reading)")
                continue
            }
            #expect(picture.isEndMissing, "\(name)")
            #expect(picture.pdq.distance(to: ended.pdq) <= 10, "\(name)")
        }
        for name in try ShownFiles.files().half {
            let reading = await Self.pool.fileReading(
                of: try ShownFiles.bytes("half-\(name).jpg"), options: options)
            #expect(reading == .undecodable(.truncated), "\(name)")
        }
    }
}
