// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Whether fetched bytes are a page or another file: decided by the bytes first, since servers are
/// wrong.
enum BodyKind {
    case page
    case file

    init(contentType: String?, body: [UInt8]) {
        if FormatSniffer.kind(of: body) != nil {
            self = .file
        } else if Self.saysPage(contentType) || Self.looksLikePage(body) {
            self = .page
        } else {
            self = .file
        }
    }

    private static func saysPage(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let name = contentType.prefix { $0 != ";" }.lowercased()
            .filter { !$0.isWhitespace }
        return name == "text/html" || name == "application/xhtml+xml"
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
