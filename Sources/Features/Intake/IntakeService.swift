// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
package import AuditLog
package import JobQueue
package import NightlightCore
package import PasswordHashing
package import Sealing
package import Storage
import Synchronization
import WebAddresses

/// The use cases of Intake, and the only writer of reports.
///
/// It holds no private key: what it stores, it cannot read back.
package final class IntakeService: Sendable {
    let database: any Database
    let sealer: Sealer
    let jobs: JobQueue
    let audit: AuditTrail
    let hasher: PasswordHasher
    let mint: ReceiptMint
    let time: any TimeSource
    package let limits: IntakeLimits
    let reports = ReportStore()
    let incidents = IncidentStore()
    let locators = LocatorStore()
    let timeline = IncidentTimeline()
    let keys = RecordKeyStore()
    let gate: Mutex<GuessGate>

    package init(
        database: any Database, sealer: Sealer, jobs: JobQueue, audit: AuditTrail,
        hasher: PasswordHasher, mint: ReceiptMint, time: any TimeSource,
        limits: IntakeLimits = IntakeLimits()
    ) {
        self.database = database
        self.sealer = sealer
        self.jobs = jobs
        self.audit = audit
        self.hasher = hasher
        self.mint = mint
        self.time = time
        self.limits = limits
        gate = Mutex(GuessGate(limits))
    }

    package var erasures: ErasureService {
        ErasureService(database: database, jobs: jobs, audit: audit, time: time)
    }

    /// Takes a report; when this returns, it is durable, and its examination is queued.
    ///
    /// The same draft sent again gives the same receipt and stores nothing.
    /// - Throws: `IntakeError.invalid` with every problem of the draft.
    package func submit(_ draft: ReportDraft) async throws -> Receipt {
        guard draft.channel != .provider else {
            throw IntakeError.invalid([IntakeProblem(.provider, .notAccepted)])
        }
        let valid = try ValidReport(draft, limits: limits)
        let digest = mint.digest(of: valid)
        let secret = mint.secret(for: digest)
        let stored: Stored
        if let known = try await receipt(of: digest) {
            stored = Stored(row: known, isNew: false)
        } else {
            let prepared = try PreparedReport(
                valid, digest: digest, secretHash: try await hasher.hash(secret), sealer: sealer,
                at: time.now())
            // One transaction: all of it, or nothing.
            stored = try await database.write { try self.store(prepared, in: $0) }
        }
        return Receipt(
            number: ReceiptDigits.grouped(stored.row.number),
            secret: ReceiptDigits.grouped(secret), receivedAt: stored.row.receivedAt,
            isNew: stored.isNew)
    }

    /// Takes a provider's report: Internet addresses and nothing else (SOR/2011-292, section 3).
    ///
    /// One receipt for each distinct address, in the order in which they were given.
    package func submitProviderReport(_ draft: ReportDraft) async throws -> ProviderSubmission {
        guard draft.channel == .provider else {
            throw IntakeError.invalid([IntakeProblem(.provider, .missing)])
        }
        let valid = try ValidReport(draft, limits: limits)
        let digest = mint.digest(of: valid)
        let known = try await database.read { transaction in
            try self.reports.receipt(submissionDigest: digest, in: transaction).map {
                try self.submission(Stored(row: $0, isNew: false), in: transaction)
            }
        }
        if let known { return known }
        let prepared = try PreparedReport(
            valid, digest: digest, secretHash: nil, sealer: sealer, at: time.now())
        return try await database.write { transaction in
            try self.submission(self.store(prepared, in: transaction), in: transaction)
        }
    }

    /// A report's receipt, and whether this submission stored it or an earlier one.
    private struct Stored {
        let row: ReportStore.ReceiptRow
        let isNew: Bool
    }

    private func submission(
        _ stored: Stored, in transaction: any SQLTransaction
    ) throws -> ProviderSubmission {
        let id = stored.row.reportID
        guard let report = try reports.find(id, in: transaction) else {
            throw IntakeError.reportUnknown
        }
        return ProviderSubmission(
            report: report, incidents: try incidents.list(of: id, in: transaction),
            isNew: stored.isNew)
    }

    private func receipt(of digest: [UInt8]) async throws -> ReportStore.ReceiptRow? {
        try await database.read { [reports] transaction in
            try reports.receipt(submissionDigest: digest, in: transaction)
        }
    }

    private func store(
        _ prepared: PreparedReport, in transaction: any SQLTransaction
    ) throws -> Stored {
        for attempt in 0..<limits.receiptNumberAttemptsMax {
            let number = mint.number(for: prepared.digest, attempt: attempt)
            let report = prepared.report(number: number)
            let isNew = try reports.insert(
                report, submissionDigest: prepared.digest, secretHash: prepared.secretHash,
                in: transaction)
            if isNew { try insertParts(of: prepared, report: report, in: transaction) }
            // Ours, or that of the same form sent twice at once. Neither: the number is taken.
            if let row = try reports.receipt(
                submissionDigest: prepared.digest, in: transaction)
            {
                return Stored(row: row, isNew: isNew)
            }
        }
        throw IntakeError.receiptNumbersExhausted
    }

    private func insertParts(
        of prepared: PreparedReport, report: Report, in transaction: any SQLTransaction
    ) throws {
        try keys.insert(prepared.wrappedKey, for: RecordID(of: report.id), in: transaction)
        let numbers = try incidents.numbers(
            prepared.parts.count, at: report.receivedAt, in: transaction)
        for (place, (part, number)) in zip(prepared.parts, numbers).enumerated() {
            let incident = Incident(
                id: part.id, number: number, reportID: report.id, channel: report.channel,
                technology: part.technology, concern: report.concern, status: part.status,
                createdAt: report.receivedAt)
            try incidents.insert(incident, in: transaction)
            var facts: Facts = [
                .channel: report.channel.rawValue,
                .technology: incident.technology.rawValue,
                .status: incident.status.rawValue,
            ]
            facts[.code] = part.refusal?.code
            try timeline.append(
                IncidentEvent(
                    incidentID: incident.id, kind: .received, at: report.receivedAt, facts: facts),
                in: transaction)
            guard let locator = part.locator else { continue }
            try locators.insert(locator, in: transaction)
            if part.isFetchable {
                try jobs.enqueue(.examine(incident, place: place), in: transaction)
            }
        }
        let actor: AuditActor =
            switch report.channel {
            case .public, .survivor: .reporter
            case .provider: report.provider.map { .provider($0.id) } ?? .system
            case .partner, .crawler: .system
            }
        _ = try audit.record(
            AuditEvent(
                kind: .reportReceived, actor: actor, subject: .report(report.id),
                facts: [
                    .channel: report.channel.rawValue, .incidents: String(numbers.count),
                ],
                at: report.receivedAt),
            in: transaction)
    }
}
