// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import DemonstrationPage
import Foundation
import NightlightCore
import Testing

/// The words and the page of a demonstration, made from made-up numbers.
@Suite struct DemonstrationPageTests {
    static let account = DemonstrationAccount(
        steps: DemonstrationAccount.Step.Kind.allCases.enumerated().map { position, kind in
            .init(
                kind, minute: position * 1_445, count: 1_313, matchedCount: 12,
                name: "Snow & <Hail> Hosting")
        },
        days: [day(first: 54, stillUp: 26), day(reminders: 26, gone: 28, stillUp: 13), day()],
        hosts: [.init(name: "Maple Hosting", addressCount: 15, medianHours: 1.25)],
        bands: [.init(0...0, 13), .init(1...10, 10), .init(nil, 14)], reportCount: 11,
        fileCount: 52, noticeCount: 10, goneCount: 54, stillUpCount: 0, auditEventCount: 1_834,
        auditIsSound: true)

    private static func day(
        first: Int = 0, reminders: Int = 0, gone: Int = 0, stillUp: Int = 0
    ) -> DemonstrationAccount.Day {
        var day = DemonstrationAccount.Day()
        day.firstNotices = first
        day.reminders = reminders
        day.goneCount = gone
        day.stillUpCount = stillUp
        return day
    }

    @Test(arguments: Language.allCases)
    func `a page is whole, and loads and runs nothing`(language: Language) throws {
        let page = try DemonstrationPage(language)
        let html = try page.html(Self.account)
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.hasSuffix("</html>\n"))
        #expect(html.contains("<html lang=\"\(language.rawValue)\""))
        for loaded in ["<script", "<link", " src=", " href=", "url(", "@import", " style="] {
            #expect(!html.contains(loaded), "\(loaded)")
        }
        #expect(html.contains("prefers-color-scheme: dark"))
        // Everybody who cannot see a drawing has its numbers in a table.
        #expect(html.components(separatedBy: "<table").count == 5)
        #expect(html.contains("Snow &amp; &lt;Hail&gt; Hosting") && !html.contains("<Hail>"))
    }

    @Test(arguments: Language.allCases)
    func `every step has a sentence, with every gap filled`(language: Language) throws {
        let page = try DemonstrationPage(language)
        let html = try page.html(Self.account)
        let body = try #require(html.components(separatedBy: "<body").last)
        #expect(!body.contains("{") && !body.contains("demonstration."))
        var sentences: Set<String> = []
        for step in Self.account.steps {
            let sentence = page.words.sentence(step)
            #expect(!sentence.contains("{") && !sentence.contains("demonstration."))
            sentences.insert(sentence)
        }
        #expect(sentences.count == DemonstrationAccount.Step.Kind.allCases.count)
        #expect(page.words.opening.allSatisfy { !$0.contains("demonstration.") })
    }

    @Test func `times are told as people of a language write them`() throws {
        #expect(try DemonstrationPage(.english).words.moment(1_440 * 5 + 67) == "day 5, 01:07")
        #expect(
            try DemonstrationPage(.french).words.moment(67) == "jour 0, 01\u{a0}h\u{a0}07")
    }

    @Test func `bars of letters are as long as their numbers`() throws {
        let lines = try DemonstrationPage(.english).words.bars(Self.account.days)
        #expect(lines.map { $0.count { $0 == "█" } } == [0, 44, 22, 0])
        #expect(lines.last == "  day 2   0")
    }

    @Test func `one is not called many`() throws {
        let words = try DemonstrationPage(.english).words
        #expect(words.notices(1) == "1 notice sent" && words.notices(2) == "2 notices sent")
        #expect(words.removals(1) == "1 address taken down by its host")
    }
}
