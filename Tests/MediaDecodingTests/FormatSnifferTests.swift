// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import Testing

/// What a file is by its first bytes.
struct FormatSnifferTests {
    private static func text(_ text: String, at offset: Int = 0) -> [UInt8] {
        [UInt8](repeating: 1, count: offset) + Array(text.utf8)
    }

    @Test(arguments: [
        ([0, 0, 0, 16] + text("ftypqt  "), FileKind.video(.quickTime)),
        ([0, 0, 0, 20] + text("ftypisom\u{1}\u{1}\u{1}\u{1}mp41"), .video(.mp4)),
        ([0, 0, 0, 8] + text("wide"), .video(.quickTime)),
        ([0, 0, 0, 8] + text("moov"), .video(.quickTime)),
        ([0x1a, 0x45, 0xdf, 0xa3] + text("webm", at: 20), .video(.webm)),
        ([0x1a, 0x45, 0xdf, 0xa3] + text("matroska", at: 20), .video(.matroska)),
        (text("RIFF....AVI LIST"), .video(.avi)), (text("FLV\u{1}\u{5}"), .video(.flv)),
        ((0..<400).map { $0 % 188 == 0 ? 0x47 : 9 }, .video(.mpegTS)),
        ((0..<400).map { $0 % 192 == 4 ? 0x47 : 9 }, .video(.mpegTS)),
        (text("OggS\0\u{2}"), .video(.ogg)), ([0, 0, 1, 0xba, 0x21], .video(.mpegPS)),
        ([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6], .video(.wmv)),
        (text("RIFF....WEBPVP8 "), .picture(.webp)), (text("GIF89a"), .picture(.gif)),
        ([0, 0, 0, 20] + text("ftypheic\u{1}\u{1}\u{1}\u{1}mif1"), .picture(.heic)),
        (text("PK\u{3}\u{4}"), .archive(.zip)), (text("PK\u{5}\u{6}"), .archive(.zip)),
        ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .archive(.sevenZip)),
        (text("Rar!\u{1a}\u{7}\u{1}"), .archive(.rar)), ([0x1f, 0x8b, 8], .archive(.gzip)),
        ([0x28, 0xb5, 0x2f, 0xfd], .archive(.zstd)),
    ]) func `first bytes tell the format`(bytes: [UInt8], kind: FileKind) {
        #expect(FormatSniffer.kind(of: bytes) == kind)
    }

    @Test(arguments: [
        [], [0x47], [UInt8](repeating: 0, count: 600), [UInt8](repeating: 0x20, count: 600),
        text("PK"), text("Grüße"), text("BZh9, said the cat"), text("RIFF....WAVE"),
        text("<html>"), (0..<376).map { $0 % 188 == 0 ? 0x47 : 9 },
    ]) func `anything else is nothing`(bytes: [UInt8]) {
        #expect(FormatSniffer.kind(of: bytes) == nil)
    }
}
