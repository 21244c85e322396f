// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Foundation
import NightlightCore
import ReportFormats
import TestSupport
import Testing

@testable import Takedown

/// The page for hosts shows a notice as it is sent: letter for letter what the code writes.
@Suite struct NoticeExampleTests {
    private static let page = "Documentation/Integrating/notices.md"
    private static let composed = Timestamp(secondsSinceEpoch: 1_795_480_200)
    private static let sender = NoticeSender(
        organisation: "Example Hotline", email: "notices@hotline.test", domain: "hotline.test",
        phone: "+1 555 0100")

    private static let entries = [
        NoticeEntry(
            takedownID: Takedown.ID(at: composed), kind: .first,
            address: "https://pictures.example.org/kittens/1.png", role: .hosting,
            serverAddress: "192.0.2.7", country: "CA", basis: .listMatch, classification: "A1",
            seenAt: composed - .minutes(12), firstNoticeAt: nil, noticeCount: 0,
            digests: [FileDigests(md5: 0x0c, sha1: 0xa1, sha256: 0x5f)], isOnlyPictures: true),
        NoticeEntry(
            takedownID: Takedown.ID(at: composed), kind: .repeat,
            address: "https://forum.example.org/threads/17", role: .pointed,
            serverAddress: "192.0.2.9", country: "CA", basis: .personAssessed,
            classification: nil, seenAt: composed - .hours(3), firstNoticeAt: composed - .days(2),
            noticeCount: 2, digests: [], isOnlyPictures: false),
    ]

    private static func letter(_ language: Language) -> NoticeLetter {
        NoticeLetter(
            number: "N-20261124-7KQ2M9", sender: sender, recipientName: "Example Hosting",
            language: language, composedAt: composed, entries: entries)
    }

    private static var text: String {
        get throws {
            let url = PythonTool.root.appendingPathComponent(page)
            return String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }
    }

    @Test(arguments: [Language.english, .french])
    func `the letter on the page is the letter that is sent`(language: Language) throws {
        let letter = Self.letter(language)
        let expected = "```text\nSubject: \(letter.subject)\n\n\(letter.text)```"
        #expect(try Self.text.contains(expected), "\(Self.page) should have:\n\(expected)")
    }

    @Test func `the report on the page is the report that is attached`() throws {
        let report = Self.entries[0].report(
            id: "019a7b1e-3c40-7cc1-8f6e-5b1f0a2d9e44", sender: Self.sender,
            provider: "Example Hosting", numbered: "N-20261124-7KQ2M9")
        let object = try JSONSerialization.jsonObject(with: Data(try report.json().utf8))
        let pretty = String(
            decoding: try JSONSerialization.data(
                withJSONObject: object,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
        let expected = "```json\n\(pretty)\n```"
        #expect(try Self.text.contains(expected), "\(Self.page) should have:\n\(expected)")
    }
}
