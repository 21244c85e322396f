// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import Incidents
package import JobQueue
package import NightlightCore
package import Sealing
package import Storage
import WebAddresses

/// The job `takedown.compose`: bundles everything due to one contact into the day's one notice.
///
/// Just before writing it traces every host again: a notice to somebody who hosts it no more helps
/// nobody and tells a stranger. The text is written outside the transaction that stores it; that
/// transaction compares what it finds with what the text was written from, and starts again when a
/// person held or withdrew something meanwhile.
package struct NoticeComposer: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let sealer: Sealer
    let tracer: Tracer
    let policy: TakedownPolicy
    let sender: NoticeSender
    let time: any TimeSource
    let takedowns = TakedownStore()
    let contacts = AbuseContactStore()
    let notices = NoticeStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        sealer: Sealer, tracer: Tracer, policy: TakedownPolicy, sender: NoticeSender,
        time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.sealer = sealer
        self.tracer = tracer
        self.policy = policy
        self.sender = sender
        self.time = time
    }

    package var handler: JobHandler { JobHandler(kind: .compose) { job in try await run(job) } }

    var recorder: TakedownRecorder { TakedownRecorder(jobs: jobs, audit: audit, policy: policy) }

    /// What a notice is written from.
    struct Draft: Sendable {
        let contact: AbuseContact
        let items: [Item]
        /// Whether more is due than one notice holds.
        let isCutShort: Bool
    }

    struct Item: Sendable {
        let takedown: Takedown
        let host: KnownHost
        let kind: NoticeKind
        /// `nil` when the record was erased: nothing can be written about it.
        let address: WebAddress?
        let entry: NoticeEntry?
    }

    private func run(_ job: Job) async throws {
        let contactID: AbuseContact.ID = try job.subject()
        let now = time.now()
        let today = NoticeDay(now)
        let allowed = policy.noticeDay(after: today, orSame: true)
        let draft = try await database.read { transaction in
            try self.draft(for: contactID, at: now, in: transaction)
        }
        guard let draft, !draft.items.isEmpty else {
            return try await database.write { try jobs.complete(job, in: $0) }
        }
        guard draft.contact.status != .refusing else { return try await refuse(draft, job) }
        guard allowed == today else {
            return try await database.write { transaction in
                try jobs.postpone(job, until: allowed.start, in: transaction)
            }
        }
        guard try await !lookFirst(draft.contact, job, on: today) else { return }
        let comparisons = try await hostComparisons(of: draft)
        try await database.write { transaction in
            try write(draft, comparisons, job, on: today, at: now, in: transaction)
        }
    }

    /// Has everything else that the contact was told of rechecked before the day's notice is
    /// written, so that it carries what is still there and nothing that is not.
    ///
    /// `true` when there was something to recheck: the job then waits for it, once.
    private func lookFirst(
        _ contact: AbuseContact, _ job: Job, on day: NoticeDay
    ) async throws -> Bool {
        let now = time.now()
        return try await database.write { transaction in
            guard try notices.find(contact: contact.id, day: "\(day)", in: transaction) == nil
            else {
                return false
            }
            let unseen = try takedowns.notRechecked(
                since: day.start, contact: contact.id, limit: TakedownLimits.noticeItemsMax,
                in: transaction)
            let broughtForward = try unseen.filter { takedown in
                try jobs.bringForward(
                    .recheck, key: TakedownRecorder.recheckKey(takedown), to: now, in: transaction)
            }
            guard !broughtForward.isEmpty else { return false }
            let pause = max(policy.bundlingWindow, .minutes(1))
            try jobs.postpone(job, until: now + pause, in: transaction)
            return true
        }
    }

    /// Mail to the contact bounced before: a person must find another way.
    private func refuse(_ draft: Draft, _ job: Job) async throws {
        let now = time.now()
        try await database.write { transaction in
            for var takedown in try takedowns.due(
                contact: draft.contact.id, limit: TakedownLimits.noticeItemsMax, in: transaction)
            {
                try recorder.apply(
                    .noticeRefused, to: &takedown, at: now,
                    cause: .init(facts: [.code: TakedownError.contactRefusing.code]),
                    in: transaction)
            }
            try jobs.complete(job, in: transaction)
        }
    }

    /// Each host once, however many addresses it has.
    private func hostComparisons(of draft: Draft) async throws -> [Takedown.ID: HostComparison] {
        var traced: [WebHost: TracedServer] = [:]
        var unavailable: Set<WebHost> = []
        var comparisons: [Takedown.ID: HostComparison] = [:]
        for item in draft.items {
            guard let host = item.address?.host else { continue }
            if traced[host] == nil, !unavailable.contains(host) {
                do {
                    traced[host] = try await tracer.trace(
                        host, preferred: item.takedown.serverAddress)
                } catch TakedownError.traceUnavailable {
                    unavailable.insert(host)
                }
            }
            comparisons[item.takedown.id] = HostComparison(
                traced[host], of: item.takedown, known: item.host)
        }
        return comparisons
    }
}
