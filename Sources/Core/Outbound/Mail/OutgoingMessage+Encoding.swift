// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore

/// The message as bytes: RFC 5322, RFC 2045 to 2047, lines of at most 76 characters that end in
/// CRLF.
extension OutgoingMessage {
    package func encoded() -> [UInt8] {
        var output = ""
        for (name, value) in headers { output += "\(name): \(value)\r\n" }
        let body = Self.textPart(text, contentType: "text/plain; charset=utf-8")
        if attachments.isEmpty {
            output += body
        } else {
            // No line of quoted-printable or base64 can hold `=_`.
            let boundary = "=_" + messageID.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            output += "Content-Type: multipart/mixed; boundary=\"\(boundary.prefix(60))\"\r\n\r\n"
            for part in [body] + attachments.map(Self.part) {
                output += "--\(boundary.prefix(60))\r\n" + part + "\r\n"
            }
            output += "--\(boundary.prefix(60))--\r\n"
        }
        return Array(output.utf8)
    }

    private var headers: [(String, String)] {
        var headers = [
            ("Date", Self.date(date)),
            ("From", Self.mailbox(from)),
            ("To", to.map(\.text).joined(separator: ",\r\n ")),
        ]
        if let replyTo { headers.append(("Reply-To", replyTo.text)) }
        headers += [
            ("Message-ID", Self.identifier(messageID)),
            ("Subject", HeaderText.encode(subject)),
        ]
        if let inReplyTo {
            headers.append(("In-Reply-To", Self.identifier(inReplyTo)))
            headers.append(("References", Self.identifier(inReplyTo)))
        }
        if let language { headers.append(("Content-Language", language.rawValue)) }
        headers += [("Auto-Submitted", "auto-generated"), ("MIME-Version", "1.0")]
        return headers
    }

    private static func mailbox(_ mailbox: Mailbox) -> String {
        guard let name = mailbox.name, !name.isEmpty else { return mailbox.address.text }
        return HeaderText.encodePhrase(name) + " <\(mailbox.address.text)>"
    }

    /// Only what identifiers are made of: whatever else was put in is left out.
    private static func identifier(_ text: String) -> String {
        let inside = text.drop { $0 == "<" }.prefix { $0 != ">" && !$0.isWhitespace }
        let kept = inside.filter { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "-._@".contains(character))
        }
        return "<\(kept)>"
    }

    private static func textPart(_ text: String, contentType: String) -> String {
        "Content-Type: \(contentType)\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + QuotedPrintable.encode(text)
    }

    private static func part(_ attachment: Attachment) -> String {
        let name = fileName(attachment.fileName)
        let charset = attachment.contentType == .text ? "; charset=utf-8" : ""
        let encoded = Data(attachment.text.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return "Content-Type: \(attachment.contentType.rawValue)\(charset); name=\"\(name)\"\r\n"
            + "Content-Disposition: attachment; filename=\"\(name)\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + encoded + "\r\n"
    }

    // LIMIT: characters of an attachment's name; ours have some forty.
    private static let fileNameCharactersMax = 64

    private static func fileName(_ name: String) -> String {
        let kept = name.map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber) || character == "-"
                || character == "." ? character : "_"
        }
        return String(kept.prefix(fileNameCharactersMax))
    }

    /// RFC 5322, section 3.3, in UTC.
    private static func date(_ time: Timestamp) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .day, .month, .year, .hour, .minute, .second], from: time.date)
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        let weekday = weekdays[((parts.weekday ?? 1) - 1) % 7]
        let month = months[((parts.month ?? 1) - 1) % 12]
        return "\(weekday), \(two(parts.day)) \(month) \(parts.year ?? 1970) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
