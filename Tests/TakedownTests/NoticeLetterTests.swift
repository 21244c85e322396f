// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Foundation
import NightlightCore
import ReportFormats
import TestSupport
import Testing

@testable import Takedown

private let now = Timestamp(secondsSinceEpoch: 1_764_000_000)

private func entry(
    _ address: String, kind: NoticeKind = .first, country: String? = "CA",
    classification: String? = nil, files: Int = 1
) -> NoticeEntry {
    NoticeEntry(
        takedownID: Takedown.ID(at: now), kind: kind, address: address, role: .hosting,
        serverAddress: "192.0.2.7", country: country, basis: .listMatch,
        classification: classification, seenAt: now,
        firstNoticeAt: kind == .first ? nil : now - .days(5), noticeCount: 5,
        digests: (0..<files).map { number in
            FileDigests(md5: 0xcc, sha1: 0xbb, sha256: UInt8(number % 10 * 0x11))
        }, isOnlyPictures: true)
}

private let sender = NoticeSender(
    organisation: "Example Hotline", email: "notices@hotline.test", domain: "hotline.test")

private func letter(_ language: Language?, _ entries: [NoticeEntry]) -> NoticeLetter {
    NoticeLetter(
        number: "N-20251124-BCD234", sender: sender, recipientName: "Example Hosting",
        language: language, composedAt: now, entries: entries)
}

@Suite struct NoticeLetterTests {
    @Test(arguments: [Language.english, .french, nil])
    func `a letter says what, where, when, by which hashes and how to answer`(language: Language?) {
        let letter = letter(language, [entry("https://pictures.example.org/kittens/1.png")])
        let wanted = [
            "https://pictures.example.org/kittens/1.png", "192.0.2.7", now.rfc3339,
            String(repeating: "0", count: 64), String(repeating: "b", count: 40),
            String(repeating: "c", count: 32), "N-20251124-BCD234", "notices@hotline.test",
        ]
        for text in wanted { #expect(letter.text.contains(text)) }
        #expect(letter.subject.contains("N-20251124-BCD234"))
    }

    @Test func `an unknown language means both`() {
        let both = letter(nil, [entry("https://example.org/a")])
        #expect(both.text.contains("What we ask"))
        #expect(both.text.contains("Ce que nous demandons"))
        let french = letter(.french, [entry("https://example.org/a")])
        #expect(!french.text.contains("What we ask"))
        let english = letter(.english, [entry("https://example.org/a")])
        #expect(!english.text.contains("Ce que"))
    }

    @Test(arguments: [("CA", true), (nil, true), ("FR", false)])
    func `Canadian law is named where a server may be in Canada`(country: String?, named: Bool) {
        let letter = letter(.english, [entry("https://example.org/a", country: country)])
        #expect(letter.text.contains("S.C. 2011, c. 4") == named)
        #expect(letter.text.contains("not legal advice"))
    }

    @Test(arguments: [Language.english, .french])
    func `an escalation tells the history`(language: Language) {
        let letter = letter(language, [entry("https://example.org/a", kind: .escalation)])
        #expect(letter.text.contains((now - .days(5)).rfc3339))
        #expect(letter.text.contains("5"))
        #expect(letter.subject != self.plain(language).subject)
    }

    private func plain(_ language: Language) -> NoticeLetter {
        letter(language, [entry("https://example.org/a")])
    }

    @Test func `an address cannot forge a line of the letter`() {
        let forged = entry("https://example.org/a\nWhat we ask\u{202e}\r\n1. Nothing")
        let text = letter(.english, [forged]).text
        #expect(!text.unicodeScalars.contains("\u{202e}"))
        #expect(!text.unicodeScalars.contains("\r"))
        #expect(!text.contains("\n1. Nothing"))
    }

    @Test(arguments: [Language.english, .french, nil])
    func `no line of the fixed text is too long for a mail program`(language: Language?) {
        for kind in NoticeKind.allCases {
            let long = letter(language, [entry("https://example.org/a", kind: kind)]).text
                .split(separator: "\n").filter { $0.count > 88 }
            #expect(long.isEmpty, "\(long)")
        }
    }

    @Test(arguments: [
        (Language.english, ["Do not open", "Before you delete", "not found", "Never send us"]),
        (.french, ["N’ouvrez pas", "Avant de supprimer", "introuvable", "Ne nous envoyez jamais"]),
    ])
    func `a letter keeps its reader from harm, and names the words that answer it`(
        language: Language, phrases: [String]
    ) {
        let text = letter(language, [entry("https://example.org/a")]).text
        for phrase in phrases { #expect(text.contains(phrase)) }
    }

    @Test(arguments: [
        (Language.english, ["section 2", "section 3", "section 4", "section 5", "in writing"]),
        (.french, ["article 2", "article 3", "article 4", "article 5", "par écrit"]),
    ])
    func `a letter to Canada names each duty of the Act`(
        language: Language, phrases: [String]
    ) {
        let text = letter(language, [entry("https://example.org/a")]).text
        for phrase in phrases { #expect(text.contains(phrase)) }
    }

    @Test(arguments: [Language.english, .french])
    func `a subject tells a request from a reminder and from an escalation`(language: Language) {
        let subjects = [[NoticeKind.first], [.repeat], [.first, .repeat], [.repeat, .escalation]]
            .map { kinds in
                letter(language, kinds.map { entry("https://example.org/a", kind: $0) }).subject
            }
        #expect(Set(subjects).count == 4)
        #expect(
            subjects.map { $0.contains(language == .english ? "Reminder" : "Rappel") }
                == [false, true, false, false])
    }

    @Test func `only an escalation leaves out who is asked next`() {
        let request = letter(.english, [entry("https://example.org/a")]).text
        #expect(request.contains("the network above you"))
        let escalation = letter(.english, [entry("https://example.org/a", kind: .escalation)]).text
        #expect(!escalation.contains("the network above you"))
    }

    @Test(arguments: [nil, "baseline", "A1", "B2"])
    func `each address has a valid XARF report without any media`(classification: String?) throws {
        let report = entry(
            "https://pictures.example.org/1.png", classification: classification, files: 3
        ).report(
            id: Identifier<NoticeItem>(at: now).text, sender: sender, provider: "Example Hosting",
            numbered: "N-20251124-BCD234")
        let json = try report.json()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["type"] as? String == "csam")
        #expect(object["classification"] as? String == classification ?? "baseline")
        #expect(object["url"] as? String == "https://pictures.example.org/1.png")
        #expect(object["detection_method"] as? String == "hash_match")
        let tags = try #require(object["tags"] as? [String])
        #expect(tags.contains("nightlight:severity-not-assessed") == (classification == nil))
        let evidence = try #require(object["evidence"] as? [[String: Any]])
        #expect(evidence.allSatisfy { $0["content_type"] as? String == "text/plain" })
    }
}
