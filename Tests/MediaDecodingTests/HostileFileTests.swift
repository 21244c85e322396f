// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import TestSupport
import Testing

/// Files that mean harm, through the real pool: each has an answer, and the next file too.
struct HostileFileTests {
    /// One pool for all: whatever a file does to a child, the next test's file must not notice.
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    private func readingAfterwards() async -> MediaReading {
        await Self.pool.reading(of: PictureFile.waves(width: 40, height: 30))
    }

    private static let healthy = Task {
        await pool.reading(of: PictureFile.waves(width: 40, height: 30))
    }

    @Test(arguments: [
        ("empty", [UndecodableReason.empty]),
        ("byte", [.unsupported]), ("noise", [.unsupported]), ("text", [.unsupported]),
        ("svg", [.unsupported]), ("postscript", [.unsupported]), ("pdf", [.unsupported]),
        ("drawing", [.unsupported]), ("video", [.unsupported]), ("bitmap", [.unsupported]),
        ("jpeg2000", [.unsupported]), ("page-then-jpeg", [.unsupported]),
        ("noise.jpeg", [.truncated, .malformed]), ("noise.png", [.truncated, .malformed]),
        ("noise.webp", [.malformed]), ("noise.gif", [.truncated, .malformed]),
        ("noise.tiff", [.truncated, .malformed]),
        ("noise.heic", [.unsupported, .truncated, .malformed]),
        ("noise.avif", [.unsupported, .truncated, .malformed]),
        ("png-in-jpeg", [.truncated, .malformed]), ("jpeg-in-png", [.truncated, .malformed]),
        ("jpeg-in-webp", [.truncated]), ("gif-script", [.truncated, .malformed]),
        ("huge.png", [.tooManyPixels]), ("largest.png", [.malformed]),
        ("huge.tiff", [.tooManyPixels]), ("strips.tiff", [.tooManyPixels]),
        ("huge.webp", [.tooManyPixels, .malformed]), ("huge.jpeg", [.tooManyPixels]),
        ("huge.heic", [.tooManyPixels, .outOfMemory, .malformed]),
        ("huge.avif", [.tooManyPixels, .outOfMemory, .malformed]),
        ("short.png", [.malformed]), ("scans.jpeg", [.malformed]),
    ])
    func `a file that is none has a reason, and the next one is read`(
        name: String, reasons: [UndecodableReason]
    ) async throws {
        let reading = await Self.pool.reading(of: try HostileFiles.bytes(name))
        guard case .undecodable(let reason) = reading else {
            Issue.record("\(name) was read as \(reading)")
            return
        }
        #expect(reasons.contains(reason))
        #expect(await readingAfterwards() == Self.healthy.value)
    }

    @Test(arguments: [
        "frames.gif", "huge.gif", "long.png", "profile.png", "text.png", "texts.png",
        "segments.jpeg", "loop.tiff",
    ])
    func `what is heavy but small when read is read without harm`(name: String) async throws {
        let reading = await Self.pool.reading(of: try HostileFiles.bytes(name))
        guard case .picture(let picture) = reading else {
            Issue.record("\(name): \(reading)")
            return
        }
        #expect(picture.width * picture.height <= 96 * 80)
        #expect(await readingAfterwards() == Self.healthy.value)
    }

    @Test(arguments: [("png-then-jpeg", "whole.png"), ("jpeg-then-page", "whole.jpeg")])
    func `what follows a picture does not change its fingerprint`(
        name: String, same: String
    ) async throws {
        let reading = await Self.pool.reading(of: try HostileFiles.bytes(name))
        let whole = await Self.pool.reading(of: try HostileFiles.bytes(same))
        #expect(reading == whole)
        #expect(reading.isPicture)
    }

    @Test(arguments: MediaFormat.allCases)
    func `a file that was cut off is never read as another picture`(
        format: MediaFormat
    ) async throws {
        let bytes = try HostileFiles.bytes("whole.\(format.rawValue)")
        let whole = await Self.pool.reading(of: bytes)
        #expect(whole.isPicture)
        let count = bytes.count
        let cuts = [
            1, 3, 8, 12, 20, count / 10, count / 4, count / 2, count * 3 / 4, count * 9 / 10,
            count - 20, count - 4, count - 3, count - 2, count - 1,
        ]
        for cut in cuts {
            let reading = await Self.pool.reading(of: Array(bytes.prefix(cut)))
            switch reading {
            case .undecodable(let reason):
                // Before the format shows, nothing can be said but that it is none.
                let reasons: Set<UndecodableReason> =
                    cut < 12 ? [.unsupported, .truncated] : [.truncated]
                #expect(reasons.contains(reason), "cut at \(cut) of \(count)")
            case .picture(let picture):
                // The last bytes of some formats close the file and hold no pixel.
                #expect(cut >= count - 4, "cut at \(cut) of \(count)")
                guard case .picture(let first) = whole else { continue }
                #expect(picture.pdq == first.pdq, "cut at \(cut) of \(count)")
                #expect(picture.isEndMissing == (format == .jpeg))
            }
        }
    }

    @Test func `the number of pixels is bounded to the row`() async throws {
        let (most, tooMany) = try await DecoderUnderTest.withPool {
            $0.pixelsMax = 500_000
        } run: { pool in
            (
                await pool.reading(of: try HostileFiles.bytes("rows500.png")),
                await pool.reading(of: try HostileFiles.bytes("rows501.png"))
            )
        }
        #expect(most.isPicture)
        #expect(tooMany == .undecodable(.tooManyPixels))
    }

    @Test func `a picture that needs more memory than a child has is undecodable`() async throws {
        let (flat, next) = try await DecoderUnderTest.withPool {
            $0.memoryBytesMax = 64 << 20
        } run: { pool in
            (
                await pool.reading(of: try HostileFiles.bytes("flat.png")),
                await pool.reading(of: PictureFile.waves(width: 40, height: 30))
            )
        }
        #expect(flat == .undecodable(.outOfMemory))
        #expect(next.isPicture)
    }

    @Test func `a file larger than the pool takes never reaches a child`() async throws {
        let reading = try await DecoderUnderTest.withPool {
            $0.bytesMax = 1_000
        } run: {
            await $0.reading(of: [UInt8](repeating: 0, count: 1_001))
        }
        #expect(reading == .undecodable(.tooManyBytes))
    }
}
