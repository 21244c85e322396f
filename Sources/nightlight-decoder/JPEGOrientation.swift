// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Finds the orientation a camera wrote into a JPEG file's EXIF part.
enum JPEGOrientation {
    /// 1 (upright) to 8; 1 when the file does not say, or says nonsense.
    static func orientation(in bytes: [UInt8]) -> Int {
        var position = 2
        // Segments are a marker, two bytes of length that count themselves, and a body.
        while position + 4 <= bytes.count, bytes[position] == 0xff {
            let marker = bytes[position + 1]
            if marker == 0xff {
                position += 1
                continue
            }
            // The picture's data begins: no EXIF part comes after it.
            if marker == 0xda || marker == 0xd9 { return 1 }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let end = position + 2 + length
            guard length >= 2, end <= bytes.count else { return 1 }
            let body = bytes[position + 4..<end]
            if marker == 0xe1, body.starts(with: Array("Exif\0\0".utf8)) {
                return TIFFStructure(body.dropFirst(6)).orientation ?? 1
            }
            position = end
        }
        return 1
    }
}
