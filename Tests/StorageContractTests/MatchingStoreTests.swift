// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Fingerprinting
import MediaDecoding
import NightlightCore
import PerceptualHashing
import ReportFormats
import Storage
import TestSupport
import Testing

@testable import Matching

/// MediaStore, HashListStore and HashImportStore.
struct MatchingStoreTests {
    private let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))

    private func fingerprint(_ kind: HashKind, _ byte: UInt8) throws -> Fingerprint {
        try #require(
            Fingerprint(kind: kind, bytes: Array(repeating: byte, count: kind.byteCount)))
    }

    private func file(_ byte: UInt8, pdq: UInt8? = nil) throws -> FingerprintedFile {
        let digests = FileDigests(md5: byte, sha1: byte, sha256: byte)
        guard let pdq else { return FingerprintedFile(digests, undecodable: .timedOut) }
        let hash = try #require(PDQHash(bytes: [UInt8](repeating: pdq, count: 32)))
        return FingerprintedFile(digests, picture: PDQReading(hash: hash, quality: 77))
    }

    private func list(_ name: String, in database: any Database) async throws -> HashList {
        try await HashListService(database: database, audit: AuditTrail(), time: time).create(
            HashListDraft(name: name, source: "made for a test"), by: .system)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `media is recorded once, and gets a reading when there is one`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (unread, read, other) = (try file(1), try file(1, pdq: 5), try file(1, pdq: 6))
        let (first, later) = (time.now(), time.now() + .days(1))
        let store = MediaStore()
        let ids = try await database.write { transaction in
            try [unread, unread, read, other, unread].map {
                try store.record($0, at: $0 == unread ? first : later, in: transaction)
            }
        }
        #expect(Set(ids).count == 1)
        let found = try await database.read { transaction in
            [
                try store.find(ids[0], in: transaction),
                try store.find(sha256: unread.digests.sha256, in: transaction),
            ]
        }
        #expect(found[0] == found[1])
        let media = try #require(found[0])
        #expect(media.still == read.still && media.still?.quality == 77)
        #expect(media.undecodableReason == nil && media.firstSeenAt == first)
        #expect(media.digests == unread.digests && media.byteCount == 9)
        let several = try await database.read {
            try store.find(Set(ids + [Media.ID(at: later)]), in: $0)
        }
        #expect(several == [ids[0]: media])
        let unknown = try fingerprint(.sha256, 9)
        #expect(try await database.read { try store.find(sha256: unknown, in: $0) } == nil)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a match is recorded once, and tells what became of its entry and list`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let list = try await list("kittens", in: database)
        let (near, exact) = (try fingerprint(.pdq, 1), try fingerprint(.md5, 1))
        let new = try file(1, pdq: 1)
        let now = time.now()
        let (media, lists) = (MediaStore(), HashListStore())
        let id = try await database.write { transaction in
            let run = HashImport.ID(at: now)
            try HashImportStore().begin(
                run, of: list.id, policy: .keepGood, at: now, in: transaction)
            let change = try lists.nextChange(in: transaction)
            let added = try lists.add(
                [near, exact, near].map { IncomingEntry($0) }, to: list.id, of: run, change: change,
                at: now,
                in: transaction)
            #expect(added == 2)
            let id = try media.record(new, at: now, in: transaction)
            for distance in [4, 9] {
                let matches = try [near, exact].compactMap { fingerprint in
                    try lists.entry(fingerprint, of: list.id, in: transaction).map { entry in
                        Match(
                            entryID: entry.id, listID: list.id, kind: fingerprint.kind,
                            distance: fingerprint.kind == .pdq ? distance : 0, isTrusted: false)
                    }
                }
                try media.record(matches, of: id, at: now, in: transaction)
            }
            return id
        }
        let before = try await database.read { try media.matches(of: id, in: $0) }
        #expect(before.map(\.kind) == [.md5, .pdq])
        #expect(before.map(\.distance) == [0, 4])
        #expect(before.map(\.fingerprint) == [exact, near])
        #expect(before.allSatisfy { $0.listName == "kittens" && $0.foundAt == now })
        #expect(before.allSatisfy { !$0.isTrusted && $0.isEnabled && !$0.isWithdrawn })
        #expect(before.allSatisfy { !$0.isHeld && !$0.isSetAside })
        let (listed, figures) = try await database.read { transaction in
            (
                try media.listed(among: [id, Media.ID(at: now)], in: transaction),
                try media.figures(in: transaction)
            )
        }
        #expect(listed == [id])
        #expect(figures == MediaFigures(count: 1, undecodableCount: 0, bestDistances: [0]))
        try await database.write { transaction in
            let change = try lists.nextChange(in: transaction)
            let isWithdrawn = try lists.withdraw(
                before[1].entryID, reason: "a logo", change: change, at: now, in: transaction)
            #expect(isWithdrawn)
            try lists.update(
                list.id, HashListChange(isTrusted: true, isEnabled: false), at: now,
                in: transaction)
        }
        let after = try await database.read { try media.matches(of: id, in: $0) }
        #expect(after.map(\.isWithdrawn) == [false, true])
        #expect(after.allSatisfy { $0.isTrusted && !$0.isEnabled })
        // A list that is switched off counts for nothing.
        #expect(try await database.read { try media.listed(among: [id], in: $0) } == [])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `numbers of changes count up, and are taken back with their transaction`(
        engine: DatabaseUnderTest
    ) async throws {
        struct Undo: Error {}
        let database = try await TemporaryDatabase(engine).database
        let store = HashListStore()
        let first = try await database.write { try store.nextChange(in: $0) }
        await #expect(throws: Undo.self) {
            try await database.write { transaction in
                _ = try store.nextChange(in: transaction)
                throw Undo()
            }
        }
        #expect(try await database.write { try store.nextChange(in: $0) } == first + 1)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an abandoned import cannot go on unless what it added counts`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let list = try await list("kittens", in: database)
        let now = time.now()
        let store = HashImportStore()
        let mayGoOn = try await database.write { transaction in
            try ImportPolicy.allCases.map { policy in
                let id = HashImport.ID(at: now)
                try store.begin(id, of: list.id, policy: policy, at: now, in: transaction)
                let abandoned = try store.abandonAll(of: list.id, at: now, in: transaction)
                #expect(abandoned.map(\.id) == [id])
                let result = ImportResult(format: .lines)
                let mayGoOn = try store.advance(id, to: result, in: transaction)
                try store.end(id, as: .done, at: now, in: transaction)
                return mayGoOn
            }
        }
        #expect(mayGoOn == ImportPolicy.allCases.map { $0 == .keepGood })
        let all = try await database.read { try store.list(of: list.id, limit: 9, in: $0) }
        #expect(all.map(\.state) == [.done, .done])
        try await database.close()
    }
}
