// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Fingerprinting
import NightlightCore
import PerceptualHashing
import ReportFormats
import Storage
import TestSupport
import Testing

@testable import Matching

/// Lists on a database of its own, and a clock that stands still.
struct MatchingRig {
    let temporary: TemporaryDatabase
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    let service: HashListService

    var database: any Database { temporary.database }
    var matcher: Matcher { Matcher(database: database) }

    init(_ engine: DatabaseUnderTest) async throws {
        temporary = try await TemporaryDatabase(engine)
        service = HashListService(database: temporary.database, audit: AuditTrail(), time: time)
    }

    /// The service with an index of benign pictures of its own.
    func service(benign: BenignPictureIndex) -> HashListService {
        HashListService(database: database, audit: AuditTrail(), time: time, benign: benign)
    }

    func list(_ name: String = "kittens", isTrusted: Bool = false) async throws -> HashList {
        try await service.create(
            HashListDraft(
                name: name, source: "made for a test", classification: .other,
                settings: HashListSettings(isTrusted: isTrusted)), by: .system)
    }

    /// A benign or negative list with these fingerprints.
    func list(
        _ name: String, _ kind: HashList.Kind, against: HashList? = nil,
        of fingerprints: [Fingerprint]
    ) async throws -> HashList {
        let list = try await service.create(
            HashListDraft(
                name: name, source: "made for a test", classification: .other, kind: kind,
                against: against?.id, settings: .standard(for: kind)), by: .system)
        if !fingerprints.isEmpty { try await add(fingerprints, to: list) }
        return list
    }

    /// A list with these fingerprints.
    func list(_ name: String, of fingerprints: [Fingerprint]) async throws -> HashList {
        let list = try await list(name)
        if !fingerprints.isEmpty { try await add(fingerprints, to: list) }
        return list
    }

    @discardableResult
    func add(
        _ fingerprints: [Fingerprint], to list: HashList, policy: ImportPolicy = .keepGood
    ) async throws -> ImportResult {
        try await read(Self.lines(fingerprints), into: list, policy: policy)
    }

    @discardableResult
    func read(
        _ text: String, into list: HashList, format: HashListFormat? = nil,
        policy: ImportPolicy = .keepGood, pieceBytes: Int = 1_000
    ) async throws -> ImportResult {
        try await read(
            Array(text.utf8), into: list, format: format, policy: policy, pieceBytes: pieceBytes)
    }

    @discardableResult
    func read(
        _ bytes: [UInt8], into list: HashList, format: HashListFormat? = nil,
        policy: ImportPolicy = .keepGood, pieceBytes: Int = 1_000
    ) async throws -> ImportResult {
        var start = 0
        return try await service.importFile(
            into: list.id, format: format, policy: policy, by: .system
        ) {
            guard start < bytes.count else { return nil }
            defer { start += pieceBytes }
            return Array(bytes[start..<min(start + pieceBytes, bytes.count)])
        }
    }

    /// Puts fingerprints on a list whatever they collide with, as two people together may.
    func force(_ fingerprints: [Fingerprint], on name: String) async throws {
        let list = try await service.list(named: name)
        try await add(fingerprints, to: list)
        for entry in try await service.entries(of: list.id, limit: 1_000) where entry.hold != nil {
            try await service.release(entry.id, reason: "a test", by: .account(.numbered(2)))
        }
    }

    /// One file on record, with digests of a number and maybe a picture.
    func media(_ number: Int, pdq: Fingerprint? = nil) async throws -> Media.ID {
        let now = time.now()
        let digests = FileDigests(
            md5: try made(.md5, number), sha1: try made(.sha1, number),
            sha256: try made(.sha256, number))
        let picture = pdq.flatMap { PDQHash(bytes: $0.bytes) }
        let file =
            picture.map {
                FingerprintedFile(digests, picture: PDQReading(hash: $0, quality: 80))
            } ?? FingerprintedFile(digests)
        return try await database.write { try MediaStore().record(file, at: now, in: $0) }
    }

    /// Puts on record what lists say of a file, and returns what that puts into quarantine.
    @discardableResult
    func record(
        _ verdict: MatchVerdict, of media: Media.ID, limits: OvermatchLimits = OvermatchLimits()
    ) async throws -> [HashEntry.ID] {
        let now = time.now()
        return try await database.write { transaction in
            let store = MediaStore()
            try store.record(verdict.matches, of: media, at: now, in: transaction)
            try store.record(setAside: verdict.setAside, of: media, at: now, in: transaction)
            return try OvermatchGuard(limits: limits, audit: AuditTrail())
                .look(at: verdict.matches, at: now, in: transaction)
        }
    }

    func recorded(_ media: Media.ID) async throws -> [RecordedMatch] {
        try await database.read { try MediaStore().matches(of: media, in: $0) }
    }

    func now(_ list: HashList) async throws -> HashList {
        try await service.list(list.id)
    }

    func entry(_ fingerprint: Fingerprint) async throws -> HashEntry {
        try #require(try await service.entries(with: fingerprint).first)
    }

    /// The kinds of the events about a list, in their order.
    func events(_ list: HashList) async throws -> [AuditKind] {
        let subject = AuditSubject.hashList(list.id)
        return try await database.read { transaction in
            try transaction.all(
                "SELECT kind FROM audit_event WHERE subject = \(subject) ORDER BY at, id"
            ) { try $0.get(0) }
        }
    }

    func rows(_ table: SQLQuery) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM " + table) }
    }

    static func lines(_ fingerprints: [Fingerprint]) -> String {
        fingerprints.map { "\($0.kind.rawValue) \($0.hex)\n" }.joined()
    }
}

/// Made-up fingerprints: the same number gives the same one, and two numbers give strangers.
func made(_ kind: HashKind, _ number: Int) throws -> Fingerprint {
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(kind.byteCount)
    let bytes = (0..<kind.byteCount).map { _ -> UInt8 in
        state = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9 &+ 1
        return UInt8(truncatingIfNeeded: state >> 40)
    }
    return try #require(Fingerprint(kind: kind, bytes: bytes))
}

extension Fingerprint {
    /// With so many of its last bits changed.
    func flipped(last bits: Int) throws -> Fingerprint {
        var bytes = bytes
        for bit in 0..<bits { bytes[bytes.count - 1 - bit / 8] ^= 1 << UInt8(bit % 8) }
        return try #require(Fingerprint(kind: kind, bytes: bytes))
    }

    /// With so many of its first bits changed.
    func flipped(bits: Int) throws -> Fingerprint {
        var bytes = bytes
        for bit in 0..<bits { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
        return try #require(Fingerprint(kind: kind, bytes: bytes))
    }
}
