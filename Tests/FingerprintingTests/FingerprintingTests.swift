// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import NightlightCore
import TestSupport
import Testing

/// From bytes to fingerprints, through the real decoder.
struct FingerprintingTests {
    private let picture = PictureFile.waves(width: 90, height: 70)

    @Test func `bytes of every kind have digests, whatever the decoder makes of them`()
        async throws
    {
        try await DecoderUnderTest.withPool { pool in
            let files: [(bytes: [UInt8], reason: UndecodableReason?)] = [
                (picture, nil), (Array("abc".utf8), .unsupported), ([], .empty),
                (Array(picture.prefix(picture.count / 2)), .truncated),
                (StoredZip.archive([picture]), nil),
            ]
            for (bytes, reason) in files {
                let file = try await FingerprintedFile(of: bytes, through: pool)
                #expect(file.undecodableReason == reason)
                #expect(file.digests == FileDigests(of: bytes))
                #expect(file.byteCount == bytes.count)
            }
        }
    }

    @Test func `digests are those of the standards`() {
        let digests = FileDigests(of: Array("abc".utf8))
        #expect(
            digests.longestFirst.map(\.hex) == [
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "a9993e364706816aba3e25717850c26c9cd0d89d", "900150983cd24fb0d6963f7d28e17f72",
            ])
        #expect(digests.all.map(\.kind) == [.md5, .sha1, .sha256])
    }

    @Test(arguments: [1, 7, 4_096, 1 << 20])
    func `a file read in pieces is the file read at once`(piece: Int) async throws {
        try await DecoderUnderTest.withPool { pool in
            var contents = FileContents(bytesMax: 1 << 20)
            var rest = picture[...]
            while !rest.isEmpty {
                contents.add(rest.prefix(piece))
                rest = rest.dropFirst(piece)
            }
            let read = try await FingerprintedFile(of: contents, through: pool)
            #expect(read == (try await FingerprintedFile(of: picture, through: pool)))
            #expect(read.still != nil)
        }
    }

    @Test func `of a file beyond the bound no byte is kept, and the digests are whole`()
        async throws
    {
        try await DecoderUnderTest.withPool { pool in
            var contents = FileContents(bytesMax: picture.count - 1)
            contents.add(picture.prefix(100))
            #expect(contents.bytes?.count == 100)
            contents.add(picture.dropFirst(100))
            #expect(contents.bytes == nil)
            contents.add([])
            #expect(contents.bytes == nil)
            let file = try await FingerprintedFile(of: contents, through: pool)
            #expect(file.undecodableReason == .tooManyBytes)
            #expect(file.digests == FileDigests(of: picture))
            #expect(file.byteCount == picture.count)
        }
    }

    @Test func `a file at the bound is read`() async throws {
        try await DecoderUnderTest.withPool { pool in
            var contents = FileContents(bytesMax: picture.count)
            contents.add(picture[...])
            let file = try await FingerprintedFile(of: contents, through: pool)
            #expect(file.still != nil)
        }
    }

    @Test func `where no decoder can be had there is an error, and no reading`() async throws {
        let pool = DecoderPool(configuration: .init(executablePath: "/nonexistent"))
        await #expect(throws: FingerprintingError.decoderUnavailable) {
            try await FingerprintedFile(of: picture, through: pool)
        }
        await pool.shutdown()
    }

    @Test func `an archive's members have the digests of their own bytes`() async throws {
        try await DecoderUnderTest.withPool { pool in
            let text = Array("Snow.".utf8)
            let inner = StoredZip.archive([text])
            let file = try await FingerprintedFile(
                of: StoredZip.archive([picture, inner]), through: pool)
            #expect(
                file.parts.dropFirst().map(\.digests)
                    == [picture, inner, text].map {
                        FileDigests(of: $0)
                    })
            #expect(
                file.parts[1].still
                    == (try await FingerprintedFile(
                        of: picture, through: pool)).still)
        }
    }
}
