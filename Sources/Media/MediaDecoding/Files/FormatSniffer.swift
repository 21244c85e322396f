// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a file is by its first bytes, before anything is decoded.
package enum FileKind: Hashable, Sendable {
    case picture(MediaFormat)
    case video(VideoFormat)
    case archive(ArchiveFormat)
}

/// Tells a file's format from its first bytes.
package enum FormatSniffer {
    /// The format of a picture; `nil` for everything else.
    package static func format(of bytes: [UInt8]) -> MediaFormat? {
        if case .picture(let format) = kind(of: bytes) { return format }
        return nil
    }

    /// `nil` for what is neither picture nor video nor archive.
    package static func kind(of bytes: [UInt8]) -> FileKind? {
        if let format = pictureFormat(of: bytes) { return .picture(format) }
        if let format = videoFormat(of: bytes) { return .video(format) }
        return archiveFormat(of: bytes).map(FileKind.archive)
    }

    /// Whether these are the first bytes of a program, which may unpack an archive behind it.
    package static func isProgram(_ bytes: [UInt8]) -> Bool {
        has(bytes, "MZ") || has(bytes, "\u{7f}ELF") || has(bytes, "#!")
    }

    private static func pictureFormat(of bytes: [UInt8]) -> MediaFormat? {
        if has(bytes, [0xff, 0xd8, 0xff]) { return .jpeg }
        if has(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
        if has(bytes, "GIF87a") || has(bytes, "GIF89a") { return .gif }
        if has(bytes, "RIFF"), has(bytes, "WEBP", at: 8) { return .webp }
        if has(bytes, [0x49, 0x49, 0x2a, 0x00]) || has(bytes, [0x4d, 0x4d, 0x00, 0x2a]) {
            return .tiff
        }
        if has(bytes, "ftyp", at: 4) { return highEfficiencyFormat(of: bytes) }
        return nil
    }

    /// HEIC and AVIF share a container; its brands say which.
    ///
    /// Videos in it have other brands.
    private static func highEfficiencyFormat(of bytes: [UInt8]) -> MediaFormat? {
        let brands = brands(of: bytes)
        if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return .avif }
        let heic: Set = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        return brands.contains(where: heic.contains) ? .heic : nil
    }

    private static func brands(of bytes: [UInt8]) -> [String] {
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        // The major brand, a version, and then compatible brands to the end of the box.
        // LIMIT: real files list a handful.
        let end = min(length, bytes.count, 256)
        var brands: [String] = []
        for start in stride(from: 8, to: max(8, end - 3), by: 4) where start != 12 {
            brands.append(String(decoding: bytes[start..<start + 4], as: UTF8.self))
        }
        return brands
    }

    private static func videoFormat(of bytes: [UInt8]) -> VideoFormat? {
        if has(bytes, "ftyp", at: 4) {
            return brands(of: bytes).first == "qt  " ? .quickTime : .mp4
        }
        // Older QuickTime files begin with any of their boxes.
        let boxes = ["moov", "mdat", "wide", "skip", "free", "pnot"]
        if boxes.contains(where: { has(bytes, $0, at: 4) }) { return .quickTime }
        if has(bytes, [0x1a, 0x45, 0xdf, 0xa3]) {
            // LIMIT: the header names its kind within some forty bytes.
            let header = bytes.prefix(80)
            let isWeb = (0..<max(0, header.count - 3)).contains {
                header[$0...].starts(with: Array("webm".utf8))
            }
            return isWeb ? .webm : .matroska
        }
        if has(bytes, "RIFF"), has(bytes, "AVI ", at: 8) { return .avi }
        if has(bytes, "FLV\u{1}") { return .flv }
        if has(bytes, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) { return .wmv }
        if has(bytes, "OggS\0") { return .ogg }
        if has(bytes, [0, 0, 1, 0xba]) { return .mpegPS }
        return isTransportStream(bytes) ? .mpegTS : nil
    }

    /// Packets of 188 bytes, each of which begins with 0x47; on discs four bytes come before each.
    private static func isTransportStream(_ bytes: [UInt8]) -> Bool {
        [(0, 188), (4, 192)].contains { start, length in
            (0..<3).allSatisfy { has(bytes, [0x47], at: start + $0 * length) }
        }
    }

    private static func archiveFormat(of bytes: [UInt8]) -> ArchiveFormat? {
        // A file, an empty archive, and one part of several.
        let zip: [[UInt8]] = [[3, 4], [5, 6], [7, 8]]
        if zip.contains(where: { has(bytes, [0x50, 0x4b] + $0) }) { return .zip }
        if has(bytes, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) { return .sevenZip }
        if has(bytes, "Rar!\u{1a}\u{7}") { return .rar }
        if has(bytes, [0x1f, 0x8b, 8]) { return .gzip }
        if has(bytes, "BZh"), has(bytes, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4) {
            return .bzip2
        }
        if has(bytes, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) { return .xz }
        if has(bytes, [0x28, 0xb5, 0x2f, 0xfd]) { return .zstd }
        return isTar(bytes) ? .tar : nil
    }

    /// A header of 512 bytes whose sum, with spaces in the place of the sum, is in octal at 148.
    private static func isTar(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 512, bytes[0] != 0 else { return false }
        let digits = bytes[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
        guard !digits.isEmpty else { return false }
        let written = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
        let sum = bytes[..<512].reduce(0) { $0 + Int($1) }
        return sum - bytes[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20 == written
    }

    private static func has(_ bytes: [UInt8], _ text: String, at offset: Int = 0) -> Bool {
        has(bytes, Array(text.utf8), at: offset)
    }

    private static func has(_ bytes: [UInt8], _ magic: [UInt8], at offset: Int = 0) -> Bool {
        bytes.dropFirst(offset).starts(with: magic)
    }
}
