// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import JobQueue
import NightlightCore
import TestSupport
import Testing

/// What people send, from the usual to the hostile: stored as it was meant, or refused with every
/// reason, and nothing in between.
struct SubmissionTests {
    @Test func `each address becomes an incident of its own`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft([
                "https://a.example.org/1", "HTTPS://A.example.org:443/1#top", "b.example.org/x",
                "192.0.2.7:8080", "rain@example.org", "+1 555 010 0000", "@kitten",
                "magnet:?xt=urn:btih:0", "the green door",
            ]))
        let stored = try #require(try await rig.stored(receipt))
        #expect(
            stored.addresses == [
                "https://a.example.org/1", "b.example.org/x", "192.0.2.7:8080",
                "rain@example.org", "+1 555 010 0000", "@kitten", "magnet:?xt=urn:btih:0",
                "the green door",
            ])
        #expect(
            stored.kinds == [
                .url, .url, .ipAddress, .emailAddress, .phoneNumber, .handle, .other, .other,
            ])
        #expect(stored.report.addressCount == 8)
        #expect(Set(stored.incidents.map(\.number)).count == 8)
        #expect(
            stored.incidents.map { $0.status == .received } == [
                true, true, true, false, false, false, false, false,
            ])
        let jobs = try await JobQueue(database: rig.database, time: rig.time).counts()
        #expect(jobs.map(\.count) == [3], "what can be fetched, and nothing else, is queued")
    }

    @Test(arguments: Language.allCases)
    func `a report keeps the language it was made in`(language: Language) async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft(narrative: "Un chaton sous la pluie, à Noël. 🐈‍⬛", language: language))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.report.language == language)
        #expect(stored.narrative == "Un chaton sous la pluie, à Noël. 🐈‍⬛")
        #expect(stored.incidents.map(\.status) == [.awaitingAssessment])
    }

    @Test(arguments: [
        ("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("no\u{0}thing\u{7}\u{1b}[31m red", "nothing[31m red"),
        ("\u{202E}gnp.nettik\u{202C} \u{2066}x\u{2069}", "gnp.nettik x"),
        ("ze\u{200B}ro \u{FEFF}wi\u{2060}dth", "zero width"),
        (" \u{301}rain \u{301} ", "\u{301}rain \u{301}"),
        ("  around  ", "around"), ("bro\u{FFFD}ken", "bro\u{FFFD}ken"),
    ])
    func `prose loses what cannot be seen, and nothing else`(
        typed: String, kept: String
    ) async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(narrative: typed, contact: typed))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.narrative == kept)
        #expect(stored.contact == kept)
    }

    @Test func `a mail link that names nobody is kept as it was typed`() async throws {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(rig.draft(["mailto:", "mailto:a@b.test"]))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.addresses == ["mailto:", "a@b.test"])
        #expect(stored.kinds == [.other, .emailAddress])
    }

    @Test func `an address loses what cannot be seen, and is refused where part was lost`()
        async throws
    {
        let rig = try await IntakeRig()
        let receipt = try await rig.intake.submit(
            rig.draft(["\u{FEFF}https://a.exam\u{200B}ple.org/\u{202E}1\u{0} "]))
        #expect(try await rig.stored(receipt)?.addresses == ["https://a.example.org/1"])
        await #expect(
            throws: IntakeError.invalid([IntakeProblem(.addresses, .broken, index: 1)])
        ) {
            try await rig.intake.submit(
                rig.draft(["https://a.example.org/2", "https://b.example.org/\u{FFFD}"]))
        }
        #expect(try await rig.reportCount() == 1)
    }

    @Test(arguments: ["", "   ", "\u{200B}\u{202E}", "\u{200D}\u{200C}", "\u{00AD}\n\u{2060}"])
    func `a report that says nothing visible is refused`(nothing: String) async throws {
        let rig = try await IntakeRig()
        await #expect(throws: IntakeError.invalid([IntakeProblem(.addresses, .missing)])) {
            try await rig.intake.submit(rig.draft([nothing], narrative: nothing))
        }
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `everything that is too much is said at once`() async throws {
        let rig = try await IntakeRig()
        let limits = rig.intake.limits
        let much = String(repeating: "a", count: 10 * 1_024 * 1_024)
        let problems = [
            IntakeProblem(.addresses, .tooLong, index: 1, limit: limits.addressBytesMax),
            IntakeProblem(.narrative, .tooLong, limit: limits.narrativeBytesMax),
            IntakeProblem(.contact, .tooLong, limit: limits.contactBytesMax),
            IntakeProblem(.submissionKey, .tooLong, limit: limits.submissionKeyBytesMax),
        ]
        await #expect(throws: IntakeError.invalid(problems)) {
            try await rig.intake.submit(
                rig.draft(
                    ["https://a.example.org/", much], narrative: much, contact: much, key: much))
        }
        await #expect(
            throws: IntakeError.invalid([
                IntakeProblem(.addresses, .tooMany, limit: limits.addressesMax)
            ])
        ) {
            try await rig.intake.submit(
                rig.draft(Array(repeating: "https://a.example.org/", count: 51)))
        }
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `the longest that is allowed is kept to the last byte`() async throws {
        let rig = try await IntakeRig()
        let limits = rig.intake.limits
        let narrative = String(repeating: "é", count: limits.narrativeBytesMax / 2)
        let contact = String(repeating: "c", count: limits.contactBytesMax)
        let start = "https://a.example.org/"
        let address =
            start + String(repeating: "x", count: limits.addressBytesMax - start.utf8.count)
        let receipt = try await rig.intake.submit(
            rig.draft([address], narrative: narrative, contact: contact))
        let stored = try #require(try await rig.stored(receipt))
        #expect(stored.addresses == [address])
        #expect(stored.narrative == narrative)
        #expect(stored.contact == contact)
    }

    @Test func `the same form sent again is answered with its receipt, other words are not`()
        async throws
    {
        let rig = try await IntakeRig()
        let key = SubmissionKey.make()
        let first = try await rig.intake.submit(rig.draft(narrative: "Rain.", key: key))
        rig.time.advance(by: .days(1))
        let again = try await rig.intake.submit(rig.draft(narrative: "Rain.", key: key))
        let other = try await rig.intake.submit(rig.draft(narrative: "Hail.", key: key))
        #expect(again.number == first.number && again.secret == first.secret)
        #expect(again.receivedAt == first.receivedAt && first.isNew && !again.isNew)
        #expect(other.number != first.number && other.secret != first.secret)
        #expect(try await rig.reportCount() == 2)
    }
}
