// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import ReportFormats
import Storage

extension HashListService {
    /// Reads a file of fingerprints into a list, in bounded memory, however long it is.
    ///
    /// Rows that cannot be read are counted and the first of them named; entries the list has
    /// already are counted and left as they are. Two imports of different lists go side by side,
    /// and so do two with `keepGood` of the same list. An import that is interrupted leaves nothing
    /// visible with `allOrNothing`; the next import of that list marks it as abandoned, and one
    /// with `allOrNothing` that is still running then ends with `importSuperseded`.
    ///
    /// - Parameters:
    ///   - format: of the file; `nil` to tell by its beginning.
    ///   - progress: is told after every piece how far the import is.
    ///   - next: gives the file piece by piece, and `nil` at its end. An error thrown from it ends
    ///     the import as abandoned.
    /// - Throws: `MatchingError`, what `next` throws, or what the database throws.
    package func importEntries(
        into list: HashList.ID, format: HashListFormat? = nil, policy: ImportPolicy,
        by actor: AuditActor, progress: (ImportProgress) -> Void = { _ in },
        reading next: () async throws -> [UInt8]?
    ) async throws -> ImportReport {
        // Nothing is written about a file that has no beginning.
        var beginning: [UInt8] = []
        var isAtEnd = false
        while !isAtEnd, beginning.count < HashListFormat.beginningBytes {
            guard let piece = try await next() else {
                isAtEnd = true
                break
            }
            beginning += piece
        }
        guard !beginning.isEmpty else { throw MatchingError.emptyFile }
        let format = format ?? HashListFormat(recognising: beginning)
        let run = try await begin(list, format: format, policy: policy, by: actor)
        do {
            try await cleanUp(list)
            var importer = HashListImporter(service: self, run: run, format: format)
            try await importer.feed(beginning, isLast: isAtEnd, progress: progress)
            while !isAtEnd, !importer.isCutShort {
                let piece = try await next()
                isAtEnd = piece == nil
                try await importer.feed(piece ?? [], isLast: isAtEnd, progress: progress)
            }
            let report = try await importer.finish(by: actor)
            if report.state == .rejected { try await cleanUp(list) }
            return report
        } catch {
            // In a task of its own, because this one may have been cancelled.
            await Task { try? await abandon(run, by: actor) }.value
            throw error
        }
    }

    private func begin(
        _ list: HashList.ID, format: HashListFormat, policy: ImportPolicy, by actor: AuditActor
    ) async throws -> HashImport {
        let now = time.now()
        let run = HashImport(
            id: HashImport.ID(at: now), listID: list, policy: policy, state: .running,
            startedAt: now, endedAt: nil, counts: ImportCounts())
        try await database.write { [lists, imports, audit] transaction in
            // Locked, so that of two imports that begin at once one sees the other.
            guard try lists.lock(list, in: transaction) != nil else {
                throw MatchingError.unknownList
            }
            for abandoned in try imports.abandonAll(of: list, at: now, in: transaction) {
                try audit.record(.abandoned(abandoned, by: actor, at: now), in: transaction)
            }
            try imports.insert(run, in: transaction)
            let facts = [
                "import": run.id.text, "policy": policy.rawValue, "format": format.rawValue,
            ]
            try audit.record(
                .hashList("hash-list.import-started", list, by: actor, facts, at: now),
                in: transaction)
        }
        return run
    }

    private func abandon(_ run: HashImport, by actor: AuditActor) async throws {
        let now = time.now()
        try await database.write { [imports, audit] transaction in
            guard let found = try imports.find(run.id, in: transaction), found.state == .running
            else { return }
            try imports.end(run.id, as: .abandoned, at: now, in: transaction)
            try audit.record(.abandoned(found, by: actor, at: now), in: transaction)
        }
        try await cleanUp(run.listID)
    }

    /// Deletes what imports left that ended without being published.
    private func cleanUp(_ list: HashList.ID) async throws {
        // LIMIT: rows deleted in one transaction, so that others need not wait long.
        let rowsMax = 1_000
        let unclean = try await database.read { [imports] in try imports.unclean(of: list, in: $0) }
        for each in unclean {
            // Entries are given identifiers of a time no earlier than their import's.
            var last: String? = String(each.id.text.prefix(13))
            while let after = last {
                last = try await database.write { [imports] in
                    try imports.deleteEntries(of: each, after: after, limit: rowsMax, in: $0)
                }
            }
            try await database.write { [imports] in try imports.noteClean(each.id, in: $0) }
        }
    }
}

extension AuditEvent {
    static func abandoned(
        _ abandoned: HashImport, by actor: AuditActor, at time: Timestamp
    ) -> AuditEvent {
        .hashList(
            "hash-list.import-abandoned", abandoned.listID, by: actor,
            ["import": abandoned.id.text, "added": "\(abandoned.counts.added)"], at: time)
    }
}
