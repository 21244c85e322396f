// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Crypto
import NightlightCore
import Storage
import TestSupport
import Testing

struct AuditEventTests {
    let at = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private func record(_ event: AuditEvent) async throws {
        let log = try await AuditRig(.sqlite)
        _ = try await log.database.write { try log.trail.record(event, in: $0) }
    }

    @Test(arguments: ["zero \u{0}", "line\nline", "\u{7f}", String(repeating: "x", count: 401)])
    func `a fact that cannot be stored everywhere is refused`(_ fact: String) async {
        await #expect(throws: AuditError.malformedEvent) {
            try await record(
                AuditEvent(
                    kind: .jobRetried, actor: .system, subject: .hashLists, facts: [.code: fact],
                    at: at))
        }
    }

    @Test func `too many facts are refused`() async {
        let facts = Dictionary(uniqueKeysWithValues: FactName.allCases.prefix(25).map { ($0, "v") })
        await #expect(throws: AuditError.malformedEvent) {
            try await record(
                AuditEvent(
                    kind: .jobRetried, actor: .system, subject: .hashLists, facts: facts, at: at))
        }
    }

    /// Stored commitments must be checked by every later version of the program.
    @Test func `the encoding does not change`() throws {
        let id = try #require(AuditEvent.ID("01a0a0a0-0000-7000-8000-000000000000"))
        let event = AuditEvent(
            kind: .noticeSent, actor: .account(.numbered(1)), subject: .incident(.numbered(2)),
            facts: [.known: "2", .code: "1"], at: Timestamp(microsecondsSinceEpoch: 5))
        func encode(_ texts: String...) -> [UInt8] {
            texts.flatMap { [0, 0, 0, UInt8($0.utf8.count)] + Array($0.utf8) }
        }
        let salt = [UInt8](0..<32)
        let content = Array(
            SHA256.hash(
                data: salt
                    + encode(
                        "nightlight/audit-content/v2",
                        "account:00000000-0000-7000-8000-000000000001", "2", "code", "1", "known",
                        "2")))
        #expect(AuditCommitment.content(event, salt: salt) == content)
        let head = encode(
            "nightlight/audit-event/v2", id.text, "notice.sent",
            "incident:00000000-0000-7000-8000-000000000002", "5")
        #expect(
            AuditCommitment.make(event, id: id, salt: salt)
                == Array(SHA256.hash(data: head + content)))
    }

    @Test(
        arguments: [.system, .reporter, .account(.numbered(1)), .provider(.numbered(2))]
            as [AuditActor])
    func `an actor is read back`(_ actor: AuditActor) {
        #expect(AuditActor(actor.text) == actor)
    }

    @Test(arguments: ["kitten", "", "system:", "account", "account:", "account:mimi", "reporter:1"])
    func `nobody else acts`(_ text: String) {
        #expect(AuditActor(text) == nil)
    }

    @Test(
        arguments: [
            .account(.numbered(1)), .unknownAccount, .auditEvent(.numbered(1)),
            .contact(.numbered(1)), .hashList(.numbered(1)), .hashLists, .hashQuarantine,
            .hostingProvider(.numbered(1)), .incident(.numbered(1)), .job(.numbered(1)),
            .notice(.numbered(1)), .provider(.numbered(1)), .report(.numbered(1)),
        ] as [AuditSubject])
    func `a subject is read back`(_ subject: AuditSubject) {
        #expect(AuditSubject(subject.text) == subject)
    }

    @Test(arguments: ["", "incident", "incident:", "incident:1", "hash-list:mine", "kitten:all"])
    func `nothing else is a subject`(_ text: String) {
        #expect(AuditSubject(text) == nil)
    }

    /// They stand in rows that are never rewritten, and in exports.
    @Test func `the names of kinds are of one form`() {
        for kind in AuditKind.allCases {
            #expect(kind.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*/) != nil)
        }
        for name in FactName.allCases {
            #expect(name.rawValue.wholeMatch(of: /[a-z]+[a-z0-9]*(-[a-z]+)*/) != nil)
        }
    }
}
