// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import TestSupport
import Testing

/// Videos and archives that were mangled at random: whatever they do to a child, they have an
/// answer, and the next file is read.
struct MangledFileTests {
    private static let pool = DecoderPool(configuration: .besideRunningExecutable().patient)

    /// What may be said of a broken file.
    ///
    /// That no child could be had is no answer.
    private static let answers = Set(UndecodableReason.allCases).subtracting([
        .timedOut, .garbled, .unavailable, .busy,
    ])

    private func read(_ bytes: [UInt8], seed: UInt64) async {
        var generator = SplitMix(seed: seed)
        for _ in 0..<6 {
            let mangled = generator.mutate(bytes)
            let reading = await Self.pool.fileReading(of: mangled)
            switch reading {
            case .undecodable(let reason): #expect(Self.answers.contains(reason))
            case .archive(let archive): #expect(archive.members.count <= 5_000)
            case .picture, .video: break
            }
        }
        let next = await Self.pool.reading(of: PictureFile.waves(width: 40, height: 30))
        #expect(next.isPicture)
    }

    @Test(arguments: [
        "vp8.webm", "h264.mkv", "mpeg4.avi", "flv1.flv", "mpeg2.ts", "h264fragments.mp4",
        "moving.gif", "moving.webp",
    ]) func `a mangled video has an answer`(name: String) async throws {
        await read(try VideoFiles.bytes(name), seed: 11)
    }

    @Test(arguments: [
        "all.zip", "lzma.zip", "all.tar", "all.tar.gz", "all.tar.xz", "all.tar.zst", "all.7z",
        "all.rar", "deep3.zip",
    ]) func `a mangled archive has an answer`(name: String) async throws {
        await read(try ArchiveFiles.bytes(name), seed: 12)
    }
}
