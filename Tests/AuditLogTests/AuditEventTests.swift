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
        let log = try await AuditFixture(.sqlite)
        _ = try await log.database.write { try log.trail.record(event, in: $0) }
    }

    @Test(arguments: ["", "with space", "été", "new\nline", String(repeating: "x", count: 121)])
    func `a name of another form is refused`(_ name: String) async {
        for event in [
            AuditEvent(kind: name, actor: .system, subject: "s", at: at),
            AuditEvent(kind: "k", actor: .system, subject: name, at: at),
            AuditEvent(kind: "k", actor: .system, subject: "s", facts: [name: "v"], at: at),
        ] {
            await #expect(throws: AuditError.malformedEvent) { try await record(event) }
        }
    }

    @Test(arguments: ["zero \u{0}", "line\nline", "\u{7f}", String(repeating: "x", count: 401)])
    func `a fact that cannot be stored everywhere is refused`(_ fact: String) async {
        await #expect(throws: AuditError.malformedEvent) {
            try await record(
                AuditEvent(kind: "k", actor: .system, subject: "s", facts: ["f": fact], at: at))
        }
    }

    @Test func `too many facts are refused`() async {
        let facts = Dictionary(uniqueKeysWithValues: (0..<25).map { ("f\($0)", "v") })
        await #expect(throws: AuditError.malformedEvent) {
            try await record(
                AuditEvent(kind: "k", actor: .system, subject: "s", facts: facts, at: at))
        }
    }

    /// Stored commitments must be checked by every later version of the program.
    @Test func `the encoding does not change`() throws {
        let id = try #require(AuditEvent.ID("01a0a0a0-0000-7000-8000-000000000000"))
        let event = AuditEvent(
            kind: "notice.sent", actor: .account("a1"), subject: "incident:i1",
            facts: ["b": "2", "a": "1"], at: Timestamp(microsecondsSinceEpoch: 5))
        var bytes: [UInt8] = []
        for text in [
            "nightlight/audit-event/v1", id.text, "notice.sent", "account:a1", "incident:i1", "5",
            "2", "a", "1", "b", "2",
        ] {
            bytes += [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
        }
        #expect(AuditCommitment.encode(event, id: id) == bytes)
        let salt = [UInt8](0..<32)
        #expect(
            AuditCommitment.make(event, id: id, salt: salt)
                == Array(SHA256.hash(data: salt + bytes)))
    }

    @Test(arguments: [.system, .reporter, .account("a1"), .provider("P-7K3M9Q")] as [AuditActor])
    func `an actor is read back`(_ actor: AuditActor) {
        #expect(AuditActor(actor.text) == actor)
    }

    @Test func `nobody else acts`() {
        #expect(AuditActor("kitten") == nil)
    }
}
