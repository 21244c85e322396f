// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Incidents
package import JobQueue
package import NightlightCore
package import Storage

/// Destroys the keys of reports: one person asks, another agrees.
///
/// What is left afterwards are numbers, times, states and decisions, servers' addresses as they
/// were traced, notices that went out, and in the audit log who erased what and why.
package struct ErasureService: Sendable {
    private let database: any Database
    private let jobs: JobQueue
    private let audit: AuditTrail
    private let time: any TimeSource
    private let erasures = ErasureStore()
    private let reports = ReportStore()
    private let incidents = IncidentStore()
    private let locators = LocatorStore()
    private let timeline = IncidentTimeline()
    private let keys = RecordKeyStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.time = time
    }

    /// Asks for a report to be erased; where somebody has asked before, theirs goes on waiting.
    /// - Throws: `ErasureError.reportUnknown`, `.erasedBefore`.
    @discardableResult
    package func ask(
        for report: ReportID, _ cause: Erasure.Cause, by actor: AuditActor
    ) async throws -> (erasure: Erasure, isNew: Bool) {
        let now = time.now()
        return try await database.write { transaction in
            try checkUnerased(report, in: transaction)
            let asked = Erasure(
                id: Erasure.ID(at: now), reportID: report, cause: cause, askedBy: actor,
                askedAt: now, state: .waiting, decidedBy: nil, decidedAt: nil, refusal: nil)
            guard try erasures.insert(asked, in: transaction) else {
                guard let waiting = try erasures.waiting(for: report, in: transaction) else {
                    throw StorageError.conflict
                }
                return (waiting, false)
            }
            try tell(
                .erasureAsked, .reportErasureAsked, report, by: actor,
                [.cause: cause.rawValue], at: now, in: transaction)
            return (asked, true)
        }
    }

    /// Erases what somebody else asked for.
    /// - Throws: `ErasureError.unknown`, `.decided`, `.secondPersonNeeded`.
    package func confirm(_ id: Erasure.ID, by actor: AuditActor) async throws {
        let now = time.now()
        try await database.write { transaction in
            let asked = try lock(id, for: .agreed, in: transaction)
            guard actor.isSecondPerson(after: asked.askedBy) else {
                throw ErasureError.secondPersonNeeded
            }
            try erasures.apply(.agreed, to: asked, by: actor, at: now, in: transaction)
            try destroy(asked.reportID, asked.cause, by: actor, at: now, in: transaction)
        }
        await forgetKeys()
    }

    /// Says no, or takes the wish back: the report stays what it is.
    /// - Throws: `ErasureError.unknown`, `.decided`.
    package func refuse(
        _ id: Erasure.ID, _ refusal: Erasure.Refusal, by actor: AuditActor
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            let asked = try lock(id, for: .refused, in: transaction)
            try erasures.apply(
                .refused, to: asked, by: actor, refusal: refusal, at: now, in: transaction)
            try tell(
                .erasureRefused, .reportErasureRefused, asked.reportID, by: actor,
                [.cause: refusal.rawValue], at: now, in: transaction)
        }
    }

    /// Erases at once, for whoever runs the machine: they hold the keys anyway.
    ///
    /// Whoever asked in the workbench sees that it was done.
    /// - Throws: `ErasureError.reportUnknown`, `.erasedBefore`.
    package func erase(
        _ report: ReportID, _ cause: Erasure.Cause, by actor: AuditActor
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            try checkUnerased(report, in: transaction)
            if let asked = try erasures.waiting(for: report, in: transaction) {
                try erasures.apply(.agreed, to: asked, by: actor, at: now, in: transaction)
            }
            try destroy(report, cause, by: actor, at: now, in: transaction)
        }
        await forgetKeys()
    }

    /// What waits for a second person, the oldest first.
    package func waiting(
        after: Erasure.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [Erasure] {
        try erasures.waiting(after: after, limit: limit, in: transaction)
    }

    private func lock(
        _ id: Erasure.ID, for event: Erasure.State.Event, in transaction: any SQLTransaction
    ) throws -> Erasure {
        guard let asked = try erasures.lock(id, in: transaction) else {
            throw ErasureError.unknown
        }
        guard Erasure.State.table.allows(event, in: asked.state) else { throw ErasureError.decided }
        return asked
    }

    private func checkUnerased(_ id: ReportID, in transaction: any SQLTransaction) throws {
        guard let report = try reports.find(id, in: transaction) else {
            throw ErasureError.reportUnknown
        }
        guard report.erasedAt == nil else { throw ErasureError.erasedBefore }
    }

    /// The key goes, and with it every word that was sealed with it.
    ///
    /// So do the keyed digests by which an address could be found again. Nothing is left to work
    /// on: what is open of its incidents is closed, and whatever was begun for them taken back.
    private func destroy(
        _ id: ReportID, _ cause: Erasure.Cause, by actor: AuditActor, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        guard try reports.markErased(id, at: now, in: transaction) else {
            throw ErasureError.erasedBefore
        }
        try keys.delete(RecordID(of: id), in: transaction)
        try locators.forgetDigests(of: RecordID(of: id), in: transaction)
        try tell(
            .erased, .reportErased, id, by: actor, [.cause: cause.rawValue], at: now,
            in: transaction)
        for incident in try incidents.list(of: id, in: transaction)
        where incident.status.allows(.erased) {
            try incidents.apply(.erased, to: incident.id, at: now, in: transaction)
            try jobs.enqueue(
                NewJob(
                    kind: .withdraw, key: "erased:\(incident.id)",
                    payload: JobPayload(incident.id).text, due: now), in: transaction)
        }
    }

    /// A key that was deleted may stand in the engine's log until that is written over.
    ///
    /// Where another process reads the file just now, its log is emptied with the next erasure or
    /// when the file is closed: the erasure itself was done before.
    private func forgetKeys() async { try? await database.emptyLog() }

    /// On the timeline of every incident of the report, and in the audit log.
    private func tell(
        _ kind: TimelineKind, _ auditKind: AuditKind, _ report: ReportID, by actor: AuditActor,
        _ facts: Facts, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        var told = facts
        if actor == .operator { told[.by] = actor.text }
        for incident in try incidents.list(of: report, in: transaction) {
            try timeline.append(
                IncidentEvent(
                    incidentID: incident.id, kind: kind, at: now, account: actor.accountID,
                    facts: told),
                in: transaction)
        }
        try audit.record(
            AuditEvent(
                kind: auditKind, actor: actor, subject: .report(report), facts: facts, at: now),
            in: transaction)
    }
}
