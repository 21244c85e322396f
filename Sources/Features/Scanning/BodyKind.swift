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

    /// What browsers take for a page whose server does not say what it is (WHATWG MIME Sniffing,
    /// section 7.1), whatever the server says; and pictures in XML, which name others.
    private static func looksLikePage(_ body: [UInt8]) -> Bool {
        var start = body.prefix(1_024)
        if start.starts(with: [0xef, 0xbb, 0xbf]) { start = start.dropFirst(3) }
        start = start.drop { [0x09, 0x0a, 0x0c, 0x0d, 0x20].contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("<?xml") { return text.contains("<html") || text.contains("<svg") }
        return text.hasPrefix("<!--") || elements.contains { begins(text, with: $0) }
    }

    private static let elements = [
        "<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table",
        "<a", "<style", "<title", "<b", "<body", "<br", "<p", "<svg", "<meta", "<img", "<frameset",
    ]

    /// A name is over where a space or the tag's end follows.
    private static func begins(_ text: String, with tag: String) -> Bool {
        guard text.hasPrefix(tag), let next = text.utf8.dropFirst(tag.utf8.count).first else {
            return false
        }
        return [0x09, 0x0a, 0x0c, 0x0d, 0x20, UInt8(ascii: ">"), UInt8(ascii: "/")].contains(next)
    }
}
