// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore

@testable import Outbound

/// Mail that we write: whatever a stranger's text says, it stays one message to one recipient.
extension FuzzTarget {
    static let mail = [mailAddress, mailRelay, headerText, quotedPrintable, outgoingMessage]

    private static let mailAddress = FuzzTarget(
        text: "mail-address", bytesMax: 300,
        seeds: {
            ["abuse@a.example.org", "a.b+c@BÜCHER.example", "\"a b\"@c.test", "a@[192.0.2.1]"]
        }
    ) { text in
        guard let address = MailAddress(text) else { return }
        try hold(MailAddress(address.text) == address, "read again it is the same")
        try hold(address.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }, "printable ASCII")
        try hold(!address.text.contains { "<>,;:\"()\\[]".contains($0) }, "one plain recipient")
        try hold(address.text.hasSuffix("@" + address.domain), "the domain is its end")
    }

    private static let mailRelay = FuzzTarget(
        text: "mail-relay", bytesMax: 300,
        seeds: {
            ["smtp://mail.example.org:25", "smtps://[::1]:465/", "smtp://127.0.0.1", "smtp://a@b"]
        }
    ) { text in
        let credentials = MailRelay.Credentials(user: "u", password: "p")
        guard let relay = MailRelay(text, security: .none, credentials: credentials) else { return }
        try hold(MailRelay(relay.url, security: .none)?.url == relay.url, "read again it is same")
        guard relay.security == .none else { return }
        let authority = relay.url.dropFirst("smtp://".count).dropLast()
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority
        let end = authority.dropFirst(host.count)
        let name = host.prefix { authority.hasPrefix("[") || $0 != ":" }
        try hold(
            name == "localhost" || name.hasPrefix("127.") || (name == "[::1]" && !isName(end)),
            "a password goes in the clear to this machine only")
    }

    /// Whether something other than a port follows a bracket.
    private static func isName(_ text: Substring) -> Bool {
        !(text.isEmpty || text.hasPrefix(":"))
    }

    private static let headerText = FuzzTarget(
        text: "header-text", bytesMax: 1_024,
        seeds: { ["Notice [N-1]", "a\r\nBcc: x@y.test", "=?utf-8?B?eA==?=", "é\u{2028}\u{85}ü"] }
    ) { text in
        for header in [HeaderText.encode(text), HeaderText.encodePhrase(text)] {
            let lines = header.replacing("\r\n ", with: "\n").split(separator: "\n")
            try hold(lines.allSatisfy { $0.utf8.count <= 76 }, "a line has 76 characters at most")
            try hold(
                header.replacing("\r\n ", with: "").utf8.allSatisfy { (0x20...0x7e).contains($0) },
                "only folded lines, and printable ASCII")
        }
    }

    /// RFC 2045, section 6.7, read back.
    private static func decodeQuotedPrintable(_ text: String) -> [UInt8] {
        let bytes = Array(text.replacing("=\r\n", with: "").utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count,
                let value = Hexadecimal.decode(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self))
            {
                decoded += value
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    private static let quotedPrintable = FuzzTarget(
        text: "quoted-printable", bytesMax: 1_024,
        seeds: { ["From a\n.\r\nb \t\rc=é", String(repeating: "x", count: 200) + "\n", ""] }
    ) { text in
        let encoded = QuotedPrintable.encode(text)
        try hold(
            encoded.utf8.allSatisfy {
                (0x20...0x7e).contains($0) || $0 == 0x0d || $0 == 0x0a || $0 == 0x09
            },
            "printable ASCII")
        let lines = Array(encoded.utf8).split(separator: 0x0a, omittingEmptySubsequences: false)
        try hold(lines.allSatisfy { $0.count <= 77 }, "a line has 76 characters at most")
        try hold(lines.dropLast().allSatisfy { $0.last == 0x0d }, "a line ends in CRLF")
        try hold(!encoded.contains("\r\n.\r\n") && !encoded.hasPrefix("."), "SMTP's end is ours")
        var plain: [UInt8] = []
        for byte in text.utf8 {
            if byte == 0x0a, plain.last == 0x0d { plain.removeLast() }
            plain.append(byte)
        }
        let wanted = plain.flatMap { $0 == 0x0a || $0 == 0x0d ? [0x0d, 0x0a] : [$0] }
        let isWhole = wanted.isEmpty || wanted.suffix(2) == [0x0d, 0x0a]
        try hold(
            decodeQuotedPrintable(encoded) == wanted + (isWhole ? [] : [0x0d, 0x0a]),
            "decoded it is the same text")
    }

    /// Subject, name, file name and identifier, each up to a zero byte, and the text.
    private static let outgoingMessage = FuzzTarget(
        "outgoing-message", bytesMax: 1_024,
        seeds: { [Array("Subject\0Hotline, Inc.\0a/b.json\0<x@y>\0Text\r\n.\r\n".utf8)] }
    ) { bytes in
        var input = FuzzInput(bytes)
        guard let from = MailAddress("hotline@a.example.org"),
            let to = MailAddress("abuse@b.example.org")
        else { return }
        let subject = input.text()
        let name = input.text()
        let fileName = input.text()
        let earlier = input.text()
        let text = input.text()
        var generator = SystemRandomNumberGenerator()
        var message = OutgoingMessage(
            id: Identifier<FuzzTarget>(at: Timestamp(secondsSinceEpoch: 0), using: &generator),
            from: Mailbox(name: name, address: from), to: [to], subject: subject, text: text,
            attachments: [.init(fileName: fileName, contentType: .text, text: text)],
            date: Timestamp(secondsSinceEpoch: 1_800_000_000))
        message.inReplyTo = earlier
        let lines = message.encoded().split(separator: 0x0a, omittingEmptySubsequences: false)
        try hold(lines.allSatisfy { $0.count <= 998 }, "no line is longer than mail allows")
        try hold(lines.allSatisfy { $0.allSatisfy { $0 < 0x7f && $0 > 0 } }, "seven bits")
        try hold(lines.dropLast().allSatisfy { $0.last == 0x0d }, "a line ends in CRLF")
        let head = lines.prefix { $0 != [0x0d] }.map { String(decoding: $0, as: UTF8.self) }
        let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        try hold(
            names == [
                "Date", "From", "To", "Message-ID", "Subject", "In-Reply-To", "References",
                "Auto-Submitted", "MIME-Version", "Content-Type",
            ], "no text becomes a header: \(names)")
    }
}
