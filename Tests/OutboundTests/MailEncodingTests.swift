// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import TestSupport
import Testing

@testable import Outbound

/// What a mail program makes of our messages: Python's, which is strict about defects.
@Suite struct MailEncodingTests {
    private struct Subject {}

    private static func message(
        subject: String = "Kittens", text: String = "Rain.\n", name: String? = "Example Hotline"
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            id: Identifier<Subject>(at: Timestamp(secondsSinceEpoch: 1_764_000_000)),
            from: Mailbox(name: name, address: try #require(MailAddress("notices@hotline.test"))),
            to: [try #require(MailAddress("abuse@hosting.test"))], subject: subject, text: text,
            date: Timestamp(secondsSinceEpoch: 1_764_000_000))
    }

    private static func read(_ message: OutgoingMessage) async throws -> ReadMail {
        let mail = try await ReadMail(message.encoded())
        #expect(mail.defects.isEmpty)
        #expect(mail.longestLine <= 998)
        #expect(!mail.hasBareLineEnds)
        #expect(mail.isASCII)
        return mail
    }

    @Test func `every line end becomes one of mail's`() {
        // To Swift, CR LF is one character: replacing one after the other joined the first two.
        #expect(QuotedPrintable.encode("a\r\r\n\nb") == "a\r\n\r\n\r\nb\r\n")
    }

    @Test func `no line that travels is a full stop alone or begins with From`() {
        let long = String(repeating: "x", count: 75)
        for text in [long + ".", long + "From a", ".", "From a"] {
            let lines = QuotedPrintable.encode(text).replacing("\r\n", with: "\n").split(
                separator: "\n")
            #expect(lines.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("From") })
        }
    }

    @Test func `every header that a mail needs is there once`() async throws {
        var message = try Self.message()
        message.replyTo = MailAddress("answers@hotline.test")
        message.language = .french
        message.inReplyTo = "<earlier@hotline.test>"
        let mail = try await Self.read(message)
        #expect(mail["from"] == "Example Hotline <notices@hotline.test>")
        #expect(mail["to"] == "abuse@hosting.test")
        #expect(mail["reply-to"] == "answers@hotline.test")
        #expect(mail["date"] == "Mon, 24 Nov 2025 16:00:00 +0000")
        #expect(mail["message-id"] == message.messageID)
        #expect(mail["in-reply-to"] == "<earlier@hotline.test>")
        #expect(mail["references"] == "<earlier@hotline.test>")
        #expect(mail["content-language"] == "fr")
        #expect(mail["auto-submitted"] == "auto-generated")
        #expect(mail["mime-version"] == "1.0")
    }

    @Test(
        arguments: [
            "Kittens and rain", "Chatons écrasés de sommeil", "=?utf-8?B?a2l0dGVucw==?=", "猫と天気",
            "Kittens, \"rain\" <snow> (hail); @all", "🐈‍⬛ 🌧️ été",
            String(repeating: "Long kittens ", count: 20), String(repeating: "é", count: 190), "",
        ])
    func `a subject and a name arrive as they were written`(text: String) async throws {
        let mail = try await Self.read(try Self.message(subject: text, name: text))
        #expect(mail["subject"] == text)
        // This reader puts a space between the encoded words of a name, and a backslash before
        // quotation marks.
        let from = try #require(mail["from"]).filter { !" \\".contains($0) }
        #expect(from.contains(text.filter { $0 != " " }))
        #expect(from.hasSuffix(text.isEmpty ? "notices@hotline.test" : "<notices@hotline.test>"))
    }

    @Test(
        arguments: [
            "Kittens\r\nBcc: evil@example.test", "Kittens\nBcc: evil@example.test",
            "Kittens\rBcc: evil@example.test", "Kittens\u{2028}Bcc: evil@example.test",
            "Kittens\r\n\r\n<script>", "\r\nBcc: evil@example.test", "Kittens\u{0}\u{85}Bcc: x",
            "Kittens\r\n Bcc: evil@example.test", "Kittens\u{b}\u{c}Bcc: evil@example.test",
        ])
    func `no text becomes a header`(text: String) async throws {
        var message = try Self.message(subject: text, name: text)
        message.messageID = "<a@hotline.test>\r\nBcc: evil@example.test"
        message.inReplyTo = "<b@hotline.test>\r\nBcc: evil@example.test"
        message.attachments = [
            .init(fileName: "a\"\r\nBcc: evil@example.test", contentType: .json, text: "{}")
        ]
        let mail = try await Self.read(message)
        #expect(mail.headers["bcc"] == nil)
        #expect(mail.headers.count == 10)
        #expect(mail.text == "Rain.\n")
        #expect(mail.attachments.count == 1)
    }

    @Test(
        arguments: [
            "", "\n", "Rain.\n", ".\n", "..\n.hidden\n.\nafter\n", "From here\nFrom there\n",
            "tail space \nand tab\t\n", "=3D is no sign\n", "été — « chatons »\n",
            String(repeating: "x", count: 5_000) + "\n",
            String(repeating: "é", count: 2_000) + "\n",
            "a\r\nb\rc\n", "no end", "--=_boundary\n--\n", "\u{0}\u{7f}\n",
        ])
    func `a text arrives as it was written`(text: String) async throws {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let whole = lines.hasSuffix("\n") || lines.isEmpty ? lines : lines + "\n"
        let plain = try await Self.read(try Self.message(text: text))
        #expect(plain.text == whole)
        var attached = try Self.message(text: text)
        attached.attachments = [.init(fileName: "a.txt", contentType: .text, text: text)]
        let mail = try await Self.read(attached)
        #expect(mail.text == whole)
        #expect(mail.attachments.map(\.text) == [text])
    }

    @Test func `attachments keep their names, types and every byte`() async throws {
        let json = #"{"url":"https://example.org/é?a=1&b=2","n":[1,2,3]}"#
        var message = try Self.message()
        message.attachments = (1...50).map { number in
            .init(fileName: "xarf-\(number).json", contentType: .json, text: json)
        }
        let mail = try await Self.read(message)
        #expect(mail.attachments.map(\.name) == (1...50).map { "xarf-\($0).json" })
        #expect(mail.attachments.allSatisfy { $0.type == "application/json" && $0.text == json })
    }

    @Test func `the same message is the same bytes each time`() throws {
        let message = try Self.message(subject: "Été", text: "Pluie.\n")
        #expect(message.encoded() == message.encoded())
        #expect(
            message.messageID
                == OutgoingMessage.messageID(
                    Identifier<Subject>(message.messageID.dropFirst().prefix(36).description)
                        ?? Identifier<Subject>(at: message.date), sentFrom: message.from.address))
    }
}
