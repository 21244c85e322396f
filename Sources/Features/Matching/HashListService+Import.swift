// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import ReportFormats
import Storage

extension HashListService {
    // LIMIT: fingerprints of one transaction: it holds the writer for some hundredths of a second.
    private static let batchMax = 2_000

    /// Reads a file into a list, in bounded memory.
    ///
    /// An import that was interrupted is marked abandoned when the next one of its list begins;
    /// with `keepGood` the batches it stored stay, with `allOrNothing` none of it ever counts.
    ///
    /// - Parameters:
    ///   - progress: is told, now and then, what came of it so far.
    ///   - chunk: the next bytes of the file; `nil` at its end.
    /// - Throws: `MatchingError`, or whatever `chunk` throws; a bad row is no error.
    package func importFile(
        into list: HashList.ID, format: HashListFormat, policy: ImportPolicy, by actor: AuditActor,
        progress: (ImportResult) -> Void = { _ in }, chunk: () throws -> [UInt8]?
    ) async throws -> ImportResult {
        let run = ImportRun(
            id: HashImport.ID(at: time.now()), list: list, policy: policy, actor: actor,
            service: self)
        try await run.begin()
        var reader = HashListReader(format: format)
        var result = ImportResult()
        var waiting: [Fingerprint] = []
        var isLast = false
        while !isLast, !reader.isBroken {
            let bytes = try chunk()
            isLast = bytes == nil
            for item in reader.feed(bytes ?? [], isLast: isLast) {
                result.rowCount += 1
                switch item {
                case .bad(let bad): result.note(bad)
                case .row(let row): waiting += row.fingerprints
                }
                if waiting.count >= Self.batchMax {
                    try await run.store(waiting, &result)
                    waiting.removeAll(keepingCapacity: true)
                }
            }
            progress(result)
            // Nothing of it would be kept: reading on would only name more bad rows.
            if policy == .allOrNothing, result.badCount >= ImportResult.badRowsNamedMax { break }
        }
        try await run.store(waiting, &result)
        try await run.end(&result)
        progress(result)
        return result
    }
}

/// One import under way: its transactions.
private struct ImportRun: Sendable {
    let id: HashImport.ID
    let list: HashList.ID
    let policy: ImportPolicy
    let actor: AuditActor
    let service: HashListService
    private let imports = HashImportStore()

    init(
        id: HashImport.ID, list: HashList.ID, policy: ImportPolicy, actor: AuditActor,
        service: HashListService
    ) {
        self.id = id
        self.list = list
        self.policy = policy
        self.actor = actor
        self.service = service
    }

    // LIMIT: staged rows thrown away in one transaction.
    private static let sweepMax = 10_000

    func begin() async throws {
        let now = service.time.now()
        try await service.database.write { transaction in
            guard try service.lists.find(list, in: transaction) != nil else {
                throw MatchingError.listUnknown
            }
            try imports.abandon(of: list, at: now, in: transaction)
            try imports.begin(id, of: list, policy: policy, at: now, in: transaction)
        }
        try await sweep()
    }

    func store(_ fingerprints: [Fingerprint], _ result: inout ImportResult) async throws {
        guard !fingerprints.isEmpty else { return }
        let now = service.time.now()
        let before = result
        result = try await service.database.write { transaction in
            var result = before
            switch policy {
            case .keepGood:
                let change = try service.lists.nextChange(in: transaction)
                let added = try service.lists.add(
                    fingerprints, to: list, change: change, at: now, in: transaction)
                try service.lists.count(
                    added: added, withdrawn: 0, of: list, at: now, in: transaction)
                result.addedCount += added
                result.knownCount += fingerprints.count - added
            case .allOrNothing:
                try imports.stage(fingerprints, for: id, at: now, in: transaction)
                // Which of them are new shows at the end.
                result.knownCount += fingerprints.count
            }
            try imports.update(id, result, in: transaction)
            return result
        }
    }

    func end(_ result: inout ImportResult) async throws {
        let now = service.time.now()
        let before = result
        result = try await service.database.write { transaction in
            var result = before
            if policy == .allOrNothing {
                result.isKept = result.badCount == 0
                if result.isKept {
                    let change = try service.lists.nextChange(in: transaction)
                    result.addedCount = try imports.promote(
                        id, to: list, change: change, at: now, in: transaction)
                    result.knownCount -= result.addedCount
                    try service.lists.count(
                        added: result.addedCount, withdrawn: 0, of: list, at: now, in: transaction)
                } else {
                    result.knownCount = 0
                }
            }
            try imports.update(
                id, result, state: result.isKept ? .done : .rejected, endedAt: now,
                in: transaction)
            try service.audit.record(
                HashListService.event(
                    "hash-list.imported", list,
                    [
                        "import": id.text, "policy": policy.rawValue,
                        "kept": "\(result.isKept)", "rows": "\(result.rowCount)",
                        "added": "\(result.addedCount)", "bad": "\(result.badCount)",
                    ], by: actor, at: now), in: transaction)
            return result
        }
        try await sweep()
    }

    private func sweep() async throws {
        var isMore = true
        while isMore {
            isMore = try await service.database.write { transaction in
                try imports.sweep(of: list, limit: Self.sweepMax, in: transaction)
            }
        }
    }
}
