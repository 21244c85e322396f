// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import ReportFormats
import Storage

/// The transactions of one import.
struct ImportRun: Sendable {
    // LIMIT: entries taken away in one transaction, so that others need not wait long.
    private static let sweepMax = 1_000

    private let id: HashImport.ID
    private let list: HashList.ID
    private let policy: ImportPolicy
    private let actor: AuditActor
    private let service: HashListService
    private let screen: EntryScreen
    private let startedAt: Timestamp

    init(
        list: HashList.ID, policy: ImportPolicy, actor: AuditActor, screen: EntryScreen,
        service: HashListService
    ) {
        self.list = list
        self.screen = screen
        self.policy = policy
        self.actor = actor
        self.service = service
        startedAt = service.time.now()
        id = HashImport.ID(at: startedAt)
    }

    var isAllOrNothing: Bool { policy == .allOrNothing }
    var isComparedInPart: Bool { screen.isInPart }

    /// Entries are given identifiers of a time no earlier than their import's: `sweep` relies on
    /// that, also where somebody set the clock back.
    private var now: Timestamp { max(service.time.now(), startedAt) }

    func begin(_ format: HashListFormat) async throws {
        try await service.database.write { [self] transaction in
            // Locked, so that of two imports that begin at once one sees the other.
            guard try service.lists.lock(list, in: transaction) != nil else {
                throw MatchingError.listUnknown
            }
            let interrupted = try service.imports.abandonAll(
                of: list, at: startedAt, in: transaction)
            for each in interrupted { try recordAbandoned(each, at: startedAt, in: transaction) }
            try service.imports.begin(
                id, of: list, policy: policy, by: actor, at: startedAt, in: transaction)
            let facts: Facts = [
                .import: id.text, .policy: policy.rawValue, .format: format.rawValue,
            ]
            try service.audit.record(
                .hashList(.hashListImportStarted, list, by: actor, facts, at: startedAt),
                in: transaction)
        }
        try await sweep()
    }

    /// Adds fingerprints, and returns the result with what became of them.
    func store(
        _ entries: [IncomingEntry], _ result: ImportResult
    ) async throws -> ImportResult {
        let now = now
        return try await service.database.write { [self] in
            try add(entries, result, at: now, in: $0)
        }
    }

    /// Adds the last fingerprints and decides what is kept, in one transaction.
    func end(_ entries: [IncomingEntry], _ result: ImportResult) async throws -> ImportResult {
        let now = now
        let ended = try await service.database.write { [self] transaction in
            var result = try add(entries, result, at: now, in: transaction)
            result.isKept =
                result.badCount == 0 || (!isAllOrNothing && result.badCount < result.rowCount)
            if !result.isKept {
                result.addedCount = 0
                result.presentCount = 0
                result.heldCount = 0
                result.held = []
            }
            try service.imports.end(
                id, as: result.isKept ? .done : .rejected, at: now, in: transaction)
            if isAllOrNothing, result.addedCount > 0 {
                try service.lists.count(
                    added: result.addedCount, held: result.heldCount, of: list, at: now,
                    in: transaction)
            }
            var facts: Facts = [
                .import: id.text, .kept: "\(result.isKept)", .rows: "\(result.rowCount)",
                .added: "\(result.addedCount)", .present: "\(result.presentCount)",
                .bad: "\(result.badCount)", .held: "\(result.heldCount)",
                .cutShort: "\(result.isCutShort)",
            ]
            if result.isComparedInPart { facts[.comparedInPart] = "true" }
            try service.audit.record(
                .hashList(.hashListImported, list, by: actor, facts, at: now),
                in: transaction)
            return result
        }
        if !ended.isKept { try await sweep() }
        return ended
    }

    /// Ends an import that cannot go on; after another took over, there is nothing left to end.
    func abandon() async throws {
        let now = now
        try await service.database.write { [self] transaction in
            guard let found = try service.imports.find(id, in: transaction),
                found.state == .running
            else { return }
            try service.imports.end(id, as: .abandoned, at: now, in: transaction)
            try recordAbandoned(found, at: now, in: transaction)
        }
        try await sweep()
    }

    private func add(
        _ entries: [IncomingEntry], _ before: ImportResult, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> ImportResult {
        var result = before
        let change = try service.lists.nextChange(in: transaction)
        let causes = try screen.causes(of: entries.map(\.fingerprint), in: transaction)
        var added = try service.lists.add(
            entries.filter { causes[$0.fingerprint] == nil }, to: list, of: id, change: change,
            at: now, in: transaction)
        let held = try hold(entries, causes, change: change, at: now, &result, in: transaction)
        added += held
        result.addedCount += added
        result.heldCount += held
        result.presentCount += entries.count - added
        guard try service.imports.advance(id, to: result, in: transaction) else {
            throw MatchingError.importTakenOver
        }
        if added > 0, !isAllOrNothing {
            try service.lists.count(
                added: added, held: held, of: list, at: now, in: transaction)
        }
        return result
    }

    /// Adds what collides into the quarantine, and returns how many the list did not have.
    private func hold(
        _ entries: [IncomingEntry], _ causes: [Fingerprint: HoldCause], change: Int64,
        at now: Timestamp, _ result: inout ImportResult, in transaction: any SQLTransaction
    ) throws -> Int {
        var held = 0
        for cause in HoldCause.allCases {
            let part = entries.filter { causes[$0.fingerprint] == cause }
            guard !part.isEmpty else { continue }
            let added = try service.lists.add(
                part, hold: cause, to: list, of: id, change: change, at: now, in: transaction)
            held += added
            // Where the list had all of them already, nothing new is held.
            guard added > 0 else { continue }
            for entry in part where result.held.count < ImportResult.heldNamedMax {
                let collision = try screen.collision(
                    of: entry.fingerprint, cause, in: transaction)
                result.held.append(
                    .init(fingerprint: entry.fingerprint, cause: cause, collision: collision))
            }
        }
        return held
    }

    /// Takes away what imports of this list left that ended without being published.
    private func sweep() async throws {
        let unclean = try await service.database.read { [self] in
            try service.imports.unclean(of: list, in: $0)
        }
        for each in unclean {
            var last: String? = String(each.id.text.prefix(HashImportStore.timeDigits))
            while let after = last {
                last = try await service.database.write { [self] in
                    try service.imports.deleteEntries(
                        of: each, after: after, limit: Self.sweepMax, in: $0)
                }
            }
            try await service.database.write { [self] in
                try service.imports.noteClean(each.id, in: $0)
            }
        }
    }

    private func recordAbandoned(
        _ abandoned: HashImport, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let facts: Facts = [.import: abandoned.id.text, .added: "\(abandoned.addedCount)"]
        try service.audit.record(
            .hashList(.hashListImportAbandoned, list, by: actor, facts, at: now),
            in: transaction)
    }
}
