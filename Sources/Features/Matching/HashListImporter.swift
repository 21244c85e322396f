// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import ReportFormats
import Storage

/// One import under way: takes pieces of a file, and writes entries in transactions of bounded
/// size.
struct HashListImporter {
    // LIMIT: fingerprints of one transaction: it takes a fraction of a second, and meanwhile other
    // writers wait; each ends with a flush to the disk, so many more rows make it no faster.
    private static let batchMax = 4_000

    // LIMIT: bytes read into rows at once; their rows take some ten times as much.
    private static let pieceBytesMax = 262_144

    private let service: HashListService
    private let run: HashImport
    private var reader: HashListReader
    private var report: ImportReport
    private var pending: [Fingerprint] = []
    private var byteCount = 0

    init(service: HashListService, run: HashImport, format: HashListFormat) {
        self.service = service
        self.run = run
        reader = HashListReader(format: format)
        report = ImportReport(importID: run.id, format: format)
    }

    /// Whether the rest of the file cannot be read.
    var isCutShort: Bool { report.isCutShort }

    /// Whether nothing of the file will be kept: it is read on only to name its bad rows.
    private var isLost: Bool { run.policy == .allOrNothing && report.counts.bad > 0 }

    mutating func feed(
        _ bytes: [UInt8], isLast: Bool, progress: (ImportProgress) -> Void
    ) async throws {
        var start = 0
        repeat {
            let end = min(start + Self.pieceBytesMax, bytes.count)
            take(reader.feed(Array(bytes[start..<end]), isLast: isLast && end == bytes.count))
            byteCount += end - start
            start = end
            while pending.count >= Self.batchMax { try await flush(Self.batchMax) }
            progress(
                ImportProgress(
                    byteCount: byteCount, rowCount: report.counts.read + report.counts.bad))
        } while start < bytes.count && !isCutShort
    }

    private mutating func take(_ items: [HashListItem]) {
        report.isCutShort = reader.isBroken
        for (number, item) in items.enumerated() {
            switch item {
            case .row(let row):
                report.counts.read += 1
                pending += row.fingerprints
            case .bad(let row):
                report.add(row, isLast: reader.isBroken && number == items.count - 1)
            }
        }
        if isLost { pending = [] }
    }

    /// Writes the first of what waits.
    private mutating func flush(_ count: Int) async throws {
        let batch = Array(pending.prefix(count))
        pending.removeFirst(batch.count)
        let now = max(service.time.now(), run.startedAt)
        let counts = report.counts
        report.counts = try await service.database.write { [service, run] transaction in
            try Self.write(batch, counts, of: run, at: now, with: service, in: transaction)
        }
    }

    private static func write(
        _ batch: [Fingerprint], _ counts: ImportCounts, of run: HashImport, at now: Timestamp,
        with service: HashListService, in transaction: any SQLTransaction
    ) throws -> ImportCounts {
        var counts = counts
        let change = try service.lists.nextGeneration(in: transaction)
        let added = try service.lists.add(
            batch, to: run.listID, of: run.id, change: change, at: now, in: transaction)
        counts.added += added
        counts.duplicate += batch.count - added
        guard try service.imports.advance(run.id, to: counts, in: transaction) else {
            throw MatchingError.importSuperseded
        }
        if added > 0, run.policy == .keepGood {
            try service.lists.count(added: added, of: run.listID, at: now, in: transaction)
        }
        return counts
    }

    /// Writes the rest, and decides what is kept, in one transaction.
    mutating func finish(by actor: AuditActor) async throws -> ImportReport {
        let now = max(service.time.now(), run.startedAt)
        let batch = pending
        let isKept = report.counts.bad == 0 || (run.policy == .keepGood && report.counts.read > 0)
        let state = isKept ? ImportState.done : .rejected
        let (counts, isCutShort) = (report.counts, report.isCutShort)
        report.counts = try await service.database.write { [service, run] transaction in
            let counts = try Self.write(
                batch, counts, of: run, at: now, with: service, in: transaction)
            try service.imports.end(run.id, as: state, at: now, in: transaction)
            if isKept, run.policy == .allOrNothing, counts.added > 0 {
                try service.lists.count(
                    added: counts.added, of: run.listID, at: now, in: transaction)
            }
            let facts = [
                "import": run.id.text, "state": state.rawValue, "read": "\(counts.read)",
                "added": isKept ? "\(counts.added)" : "0", "duplicate": "\(counts.duplicate)",
                "bad": "\(counts.bad)", "cut-short": "\(isCutShort)",
            ]
            try service.audit.record(
                .hashList("hash-list.import-ended", run.listID, by: actor, facts, at: now),
                in: transaction)
            return counts
        }
        report.state = state
        if !isKept { report.counts.added = 0 }
        return report
    }
}
