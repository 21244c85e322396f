// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Tells a file's format from its first bytes.
enum FormatSniffer {
    static func format(of bytes: [UInt8]) -> MediaFormat? {
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
    /// Films in it have other brands.
    private static func highEfficiencyFormat(of bytes: [UInt8]) -> MediaFormat? {
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        // The major brand, a version, and then compatible brands to the end of the box.
        // LIMIT: real files list a handful.
        let end = min(length, bytes.count, 256)
        var brands: [String] = []
        for start in stride(from: 8, to: max(8, end - 3), by: 4) where start != 12 {
            brands.append(String(decoding: bytes[start..<start + 4], as: UTF8.self))
        }
        if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return .avif }
        let heic: Set = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        return brands.contains(where: heic.contains) ? .heic : nil
    }

    private static func has(_ bytes: [UInt8], _ text: String, at offset: Int = 0) -> Bool {
        has(bytes, Array(text.utf8), at: offset)
    }

    private static func has(_ bytes: [UInt8], _ magic: [UInt8], at offset: Int = 0) -> Bool {
        bytes.dropFirst(offset).starts(with: magic)
    }
}
