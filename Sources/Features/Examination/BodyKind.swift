// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Whether fetched bytes are a page or media: decided by the bytes first, since servers are wrong.
enum BodyKind {
    case page
    case media

    init(contentType: String?, body: [UInt8]) {
        if Self.looksLikePicture(body) {
            self = .media
        } else if Self.saysPage(contentType) || Self.looksLikePage(body) {
            self = .page
        } else {
            self = .media
        }
    }

    private static func saysPage(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let name = contentType.prefix { $0 != ";" }.lowercased()
            .filter { !$0.isWhitespace }
        return name == "text/html" || name == "application/xhtml+xml"
    }

    private static let pictureStarts: [[UInt8]] = [
        [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47], Array("GIF8".utf8), Array("RIFF".utf8),
        [0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a],
    ]

    private static func looksLikePicture(_ body: [UInt8]) -> Bool {
        pictureStarts.contains { body.starts(with: $0) }
            || (body.count >= 8 && body[4..<8].elementsEqual("ftyp".utf8))
    }

    /// The first element of a page, after space and a byte order mark.
    private static func looksLikePage(_ body: [UInt8]) -> Bool {
        let start = body.prefix(512).drop { byte in
            byte <= 0x20 || byte == 0xef || byte == 0xbb || byte == 0xbf
        }
        let text = String(decoding: start.prefix(16), as: UTF8.self).lowercased()
        return ["<!doctype html", "<html", "<head", "<body", "<title"].contains {
            text.hasPrefix($0)
        }
    }
}
