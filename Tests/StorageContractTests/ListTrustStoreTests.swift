// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Examination
import Fingerprinting
import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Matching
@testable import Takedown

/// HashProposalStore, HashEntryEventStore, EntryStatisticsStore and MatchOpinionStore.
struct ListTrustStoreTests {
    private let rig: ContractRig

    init() throws { rig = try ContractRig() }

    private func fingerprint(_ kind: HashKind, _ byte: UInt8) throws -> Fingerprint {
        try #require(
            Fingerprint(kind: kind, bytes: Array(repeating: byte, count: kind.byteCount)))
    }

    private func lists(on database: any Database) -> HashListService {
        HashListService(database: database, audit: AuditTrail(), time: rig.time)
    }

    private func list(
        on database: any Database, isTrusted: Bool = false, of digests: [Fingerprint] = []
    ) async throws -> HashList {
        let list = try await lists(on: database).create(
            HashListDraft(
                name: "kittens", source: "a test",
                settings: HashListSettings(isTrusted: isTrusted)), by: .system)
        if !digests.isEmpty {
            var chunks = [
                Array(digests.map { "\($0.kind.rawValue) \($0.hex)\n" }.joined().utf8)
            ]
            _ = try await lists(on: database).importFile(
                into: list.id, policy: .keepGood, by: .system
            ) { chunks.popLast() }
        }
        return list
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `proposals come back as they were made, and one of a subject waits`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let list = try await list(on: database)
        let store = HashProposalStore()
        let now = rig.time.now()
        @Sendable func proposal(_ action: HashProposal.Action, _ fingerprint: Fingerprint?)
            -> HashProposal
        {
            HashProposal(
                id: HashProposal.ID(at: now), listID: list.id, action: action,
                fingerprint: fingerprint, note: "é", warning: .degenerate,
                proposedBy: .account(.numbered(7)), proposedAt: now, state: .waiting,
                decidedBy: nil,
                decidedAt: nil, reason: nil)
        }
        let all = [
            proposal(.add, try fingerprint(.pdq, 1)), proposal(.add, try fingerprint(.sha256, 1)),
            proposal(.enable, nil),
        ]
        try await database.write { transaction in
            for each in all {
                let isNew = try store.insert(each, in: transaction)
                #expect(isNew)
            }
            let isNew = try store.insert(
                proposal(.add, all[0].fingerprint), in: transaction)
            #expect(!isNew)
        }
        #expect(Set(try await database.read { try store.waiting(limit: 9, in: $0) }) == Set(all))
        #expect(try await database.read { try store.find(all[1].id, in: $0) } == all[1])
        let later = now + .days(1)
        try await database.write { transaction in
            try store.end(
                all[0].id, as: .refused, by: .account(.numbered(8)), reason: "no", at: later,
                in: transaction)
            let isNew = try store.insert(
                proposal(.add, all[0].fingerprint), in: transaction)
            #expect(isNew)
        }
        let ended = try #require(
            try await database.read { try store.find(all[0].id, in: $0) })
        #expect(ended.state == .refused && ended.decidedBy == .account(.numbered(8)))
        #expect(ended.decidedAt == later && ended.reason == "no")
        #expect(try await database.read { try store.waiting(on: list.id, in: $0) }.count == 3)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what happened to entries is kept in its order`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        let digests = try [1, 2, 3].map { try fingerprint(.md5, $0) }
        let list = try await list(on: database, of: digests)
        let service = lists(on: database)
        for digest in digests {
            rig.time.advance(by: .seconds(1))
            try await service.withdraw(
                digest, from: list.id, reason: "a logo", by: .account(.numbered(7)))
        }
        let store = HashEntryEventStore()
        var found: [HashRemoval] = []
        for _ in digests {
            let last = found.last?.event.id
            found += try await database.read {
                try store.removals(from: list.id, after: last, limit: 1, in: $0)
            }
        }
        #expect(found.map(\.fingerprint) == digests)
        #expect(found.allSatisfy { $0.isInForce && $0.event.actor == .account(.numbered(7)) })
        let entry = try #require(found.first).event.entryID
        #expect(try await database.read { try store.events(of: entry, in: $0) }.count == 1)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a decision speaks about the entries its media matched, and the last one holds`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let digest = try fingerprint(.md5, 1)
        _ = try await list(on: database, of: [digest])
        let entry = try #require(
            try await lists(on: database).entries(with: digest).first)
        let (_, incidents) = try await rig.report(rig.draft(["@kitten"]), on: database)
        let incident = try #require(incidents.first)
        let now = rig.time.now()
        let file = FingerprintedFile(FileDigests(md5: 1, sha1: 1, sha256: 1))
        let match = Match(
            entryID: entry.id, listID: entry.listID, kind: .md5, distance: 0, isTrusted: false)
        try await database.write { transaction in
            let locator = Locator.ID(at: now)
            try LocatorStore().insert(
                Locator(
                    id: locator, incidentID: incident.id, kind: .url, origin: .picture,
                    recordID: incident.recordID, sealedAddress: [1], createdAt: now),
                in: transaction)
            let store = MediaStore()
            let id = try store.record(file, at: now, in: transaction)
            try SightingStore().insert(id, at: locator, seen: now, in: transaction)
            for hours in [0, 1] {
                try store.record([match], of: id, at: now + .hours(hours), in: transaction)
            }
        }
        func figures() async throws -> EntryStatistics {
            try await database.read { try EntryStatisticsStore().find(entry.id, in: $0) }
        }
        let before = try await figures()
        #expect(before.matchCount == 2 && before.mediaCount == 1)
        #expect(before.firstMatchedAt == now && before.lastMatchedAt == now + .hours(1))
        #expect(before.confirmedCount == 0 && before.refutedCount == 0)
        let (account, _) = try await rig.account("Nori", on: database)
        var last: Assessment?
        for (value, opinion) in [
            ("csaem", MatchOpinion.confirmed), ("not-csaem", .refuted), ("not-found", nil),
            ("csaem", .confirmed),
        ] as [(String, MatchOpinion?)] {
            rig.time.advance(by: .seconds(1))
            last = try await rig.assessments(on: database).assess(
                incident: incident.id, by: account.id, scheme: .canada, value: value,
                reason: "hail", superseding: last?.id)
            let noted = try await database.read {
                try MatchOpinionStore().find(incident.id, on: entry.id, in: $0)
            }
            #expect(noted == opinion, "\(value)")
            let now = try await figures()
            #expect(now.confirmedCount == (opinion == .confirmed ? 1 : 0))
            #expect(now.refutedCount == (opinion == .refuted ? 1 : 0))
        }
        try await database.close()
    }

    /// A logo beside the material must not become what has to be removed.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `what is set aside or held is not what has to be removed`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let digest = try fingerprint(.md5, 1)
        _ = try await list(on: database, of: [digest])
        let entry = try #require(try await lists(on: database).entries(with: digest).first)
        let (_, incidents) = try await rig.report(rig.draft(["@kitten"]), on: database)
        let incident = try #require(incidents.first)
        let now = rig.time.now()
        let new = FingerprintedFile(FileDigests(md5: 1, sha1: 1, sha256: 1))
        let match = Match(
            entryID: entry.id, listID: entry.listID, kind: .md5, distance: 0, isTrusted: false)
        let media = try await database.write { transaction in
            let locator = Locator.ID(at: now)
            try LocatorStore().insert(
                Locator(
                    id: locator, incidentID: incident.id, kind: .url, origin: .picture,
                    recordID: incident.recordID, sealedAddress: [1], createdAt: now),
                in: transaction)
            let id = try MediaStore().record(new, at: now, in: transaction)
            try SightingStore().insert(id, at: locator, seen: now, in: transaction)
            try MediaStore().record([match], of: id, at: now, in: transaction)
            return id
        }
        func isListed() async throws -> [Bool] {
            try await database.read { try Material.read([incident.id], in: $0) }.files
                .map(\.isListed)
        }
        #expect(try await isListed() == [true])
        try await database.write { transaction in
            try MediaStore().record(
                setAside: [.init(match: match, by: match)], of: media, at: now, in: transaction)
        }
        #expect(try await isListed() == [false])
        try await database.write { transaction in
            try MediaStore().record([match], of: media, at: now, in: transaction)
        }
        #expect(try await isListed() == [true])
        try await database.write { transaction in
            let lists = HashListStore()
            let change = try lists.nextChange(in: transaction)
            _ = try lists.hold(entry.id, .overmatch, change: change, at: now, in: transaction)
        }
        #expect(try await isListed() == [false])
        try await database.close()
    }

    enum Change: String, CaseIterable, Sendable {
        case add, propose, confirm, refuse, withdraw, restore, release, export
    }

    @Test(arguments: DatabaseUnderTest.allCases, Change.allCases)
    func `a change of a list's entries is whole or not at all`(
        engine: DatabaseUnderTest, change: Change
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let isTrusted = [.propose, .confirm, .refuse].contains(change)
        let (digest, empty) = (try fingerprint(.md5, 1), try fingerprint(.pdq, 0))
        let list = try await list(on: database, isTrusted: isTrusted, of: [digest, empty])
        let service = lists(on: database)
        let new = try fingerprint(.sha1, 2)
        let held = try #require(try await service.quarantine(limit: 9).first)
        var proposal: HashProposal?
        if change == .confirm || change == .refuse {
            let added = try await service.add(
                new, to: list.id, note: "seen", by: .account(.numbered(1)))
            if case .proposed(let made) = added { proposal = made }
        }
        if change == .restore {
            try await service.withdraw(digest, from: list.id, reason: "no", by: .system)
        }
        let id = proposal?.id ?? HashProposal.ID(at: rig.time.now())
        try await AllOrNothing.prove(on: database) { database in
            let service = lists(on: database)
            let second = AuditActor.account(.numbered(2))
            switch change {
            case .add, .propose:
                _ = try await service.add(new, to: list.id, note: "seen", by: second)
            case .confirm: try await service.confirm(id, by: second)
            case .refuse: try await service.refuse(id, reason: "no", by: second)
            case .withdraw:
                try await service.withdraw(digest, from: list.id, reason: "no", by: second)
            case .restore:
                _ = try await service.restore(digest, on: list.id, reason: "yes", by: second)
            case .release: try await service.release(held.id, reason: "yes", by: second)
            case .export:
                try await service.recordExport(
                    of: list.id, .used, format: "csv", count: 1, by: second)
            }
        }
        try await database.close()
    }
}
