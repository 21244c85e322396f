// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// The code of MediaDecoding's articles, compiled and run with real children.
@Suite struct MediaDecodingSnippets {
    /// What a caller would keep.
    private actor Notes {
        private(set) var hash: PDQHash?
        private(set) var reason: UndecodableReason?
        private(set) var addresses: [String] = []

        func keep(_ hash: PDQHash) { self.hash = hash }
        func note(_ reason: UndecodableReason) { self.reason = reason }
        func visit(_ address: String) { addresses.append(address) }
    }

    @Test func `a file is read in a child`() async throws {
        let notes = Notes()
        func keep(_ hash: PDQHash) async { await notes.keep(hash) }
        func retryLater(_ reason: UndecodableReason) async { await notes.note(reason) }
        for fileBytes in [PictureFile.waves(width: 64, height: 48), [1, 2, 3]] {
            // snippet: reading
            let pool = DecoderPool(configuration: .besideRunningExecutable())
            switch await pool.reading(of: fileBytes) {
            case .picture(let picture) where picture.quality >= 50:
                await keep(picture.pdq)
            case .picture:
                break  // too flat to be told from others
            case .undecodable(let reason) where reason.isTransient:
                await retryLater(reason)  // says nothing about the file
            case .undecodable:
                break  // no picture: reason.code tells why, for good
            }
            await pool.shutdown()
            // end of snippet
        }
        #expect(await notes.hash != nil)
        #expect(await notes.reason == nil)
    }

    @Test func `the walls are tried from inside`() async throws {
        // snippet: verifying
        let pool = DecoderPool(configuration: .besideRunningExecutable())
        let report = try await pool.verify()
        let isConfined = report.attempts.allSatisfy { $0.errorNumber != 0 }
        // end of snippet
        await pool.shutdown()
        #expect(isConfined && !report.attempts.isEmpty)
    }

    @Test func `bounds are set`() async throws {
        // snippet: bounds
        var configuration = DecoderPool.Configuration.besideRunningExecutable()
        configuration.workers = 4  // children at once
        configuration.deadline = .seconds(10)  // for one file
        configuration.bytesMax = 16 << 20  // larger files are answered, not read
        configuration.waitingMax = 256  // files that may wait; more are answered with media.busy
        let pool = DecoderPool(configuration: configuration)
        // end of snippet
        let reading = await pool.reading(of: [UInt8](repeating: 0, count: (16 << 20) + 1))
        #expect(reading == .undecodable(.tooManyBytes))
        await pool.shutdown()
    }

    @Test func `a page names addresses`() async throws {
        let notes = Notes()
        let pool = DecoderPool(configuration: .besideRunningExecutable())
        let pageBytes = Array("<img src=\"a.png\"><a href=\"/b.mp4\">b</a>".utf8)
        func visit(_ address: String) async { await notes.visit(address) }
        // snippet: links
        let reading = await pool.links(
            inPage: pageBytes, contentType: "text/html; charset=utf-8",
            base: "https://pictures.example.org/page.html")
        if case .page(let links) = reading {
            for address in links.pictures + links.media { await visit(address) }
        }
        // end of snippet
        await pool.shutdown()
        #expect(
            await notes.addresses == [
                "https://pictures.example.org/a.png", "https://pictures.example.org/b.mp4",
            ])
    }

    @Test func `a video or an archive is read`() async throws {
        let notes = Notes()
        let pool = DecoderPool(configuration: .besideRunningExecutable())
        func keep(_ hashes: [PDQHash]) async { for hash in hashes { await notes.keep(hash) } }
        func note(_ reason: UndecodableReason) async { await notes.note(reason) }
        let picture = PictureFile.waves(width: 64, height: 48)
        for fileBytes in [StoredZip.archive([picture, [1, 2, 3]]), [1, 2, 3]] {
            // snippet: videos and archives
            var options = FileReadingOptions()
            options.frames = .every(milliseconds: 2_000)  // the first frame of each two seconds
            options.archiveMembersMax = 500  // files of one archive
            switch await pool.fileReading(of: fileBytes, options: options) {
            case .picture(let picture):
                await keep([picture.pdq])
            case .video(let video):
                await keep(video.fingerprint.distinctHashes())  // video.isCutShort: there is more
            case .archive(let archive):
                for member in archive.members {
                    switch member.reading {
                    case .picture(let picture): await keep([picture.pdq])
                    case .video(let video): await keep(video.fingerprint.distinctHashes())
                    case .archive, .undecodable: break  // what is in an archive within follows it
                    }
                }
            case .undecodable(let reason):
                await note(reason)
            }
            // end of snippet
        }
        await pool.shutdown()
        #expect(await notes.hash != nil)
        #expect(await notes.reason == .unsupported)
    }
}
