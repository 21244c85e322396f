// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import Incidents
package import JobQueue
package import Matching
package import NightlightCore
import Outbound
package import Scanning
package import Storage
import WebAddresses

/// The job `takedown.recheck`: scans one address again, and says what follows from what is there.
///
/// One job is one chain of rechecks: each postpones it to the next, and ends it when nothing is
/// left to look for. The scan is made outside any transaction; what it found, the event, its
/// consequences and the job's next date are then one. A recheck of what was withdrawn or erased
/// meanwhile changes nothing.
package struct Rechecker: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let scanner: Scanner
    let matcher: Matcher
    let tracer: Tracer
    let policy: TakedownPolicy
    let time: any TimeSource
    let takedowns = TakedownStore()
    let followers = FollowerStore()
    let contacts = AbuseContactStore()
    let incidents = IncidentStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        scanner: Scanner, matcher: Matcher, tracer: Tracer, policy: TakedownPolicy,
        time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.scanner = scanner
        self.matcher = matcher
        self.tracer = tracer
        self.policy = policy
        self.time = time
    }

    package var handler: JobHandler { JobHandler(kind: .recheck) { job in try await run(job) } }

    var recorder: TakedownRecorder {
        TakedownRecorder(jobs: jobs, audit: audit, policy: policy)
    }

    private func run(_ job: Job) async throws {
        let id: Takedown.ID = try job.subject()
        let plan = try await database.read { transaction in
            try self.plan(for: id, job, in: transaction)
        }
        switch plan {
        case .end: try await database.write { try jobs.complete(job, in: $0) }
        case .wait:
            let next = time.now() + policy.recheckInterval
            try await database.write { try jobs.postpone(job, until: next, in: $0) }
        case .forget: try await forget(id, job)
        case .scan(let subject):
            let scan = try await scanner.scan(subject.addresses)
            let found = try await finding(scan, of: subject)
            let host = try await hostComparison(after: found, scan, of: subject)
            let now = time.now()
            try await database.write { transaction in
                try record(found, host, of: id, job, at: now, in: transaction)
            }
        }
    }

    /// The record was erased: nobody knows any more where to look, unless another incident names
    /// the same address.
    private func forget(_ id: Takedown.ID, _ job: Job) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard var takedown = try takedowns.find(id, in: transaction),
                takedown.progress.state.isOpen
            else { return try jobs.complete(job, in: transaction) }
            let isLed = try recorder.dropErased(
                &takedown, at: now, cause: .init(recheck: job), in: transaction)
            if isLed { try jobs.postpone(job, until: now, in: transaction) }
        }
    }

    /// Asks who hosts it now when another server gave it, or when nobody could be told before.
    private func hostComparison(
        after found: RecheckFinding, _ scan: Scan, of subject: Subject
    ) async throws -> HostComparison? {
        let seen = scan.route?.pointed?.description
        guard found.presence == .present, let host = subject.addresses.first?.host,
            subject.host.contact == nil || seen != subject.takedown.serverAddress
        else { return nil }
        do {
            let server = try await tracer.trace(host, preferred: seen)
            return HostComparison(server, of: subject.takedown, known: subject.host)
        } catch TakedownError.traceUnavailable {
            return nil
        }
    }

    private func record(
        _ found: RecheckFinding, _ host: HostComparison?, of id: Takedown.ID, _ job: Job,
        at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        guard var takedown = try current(id, job, in: transaction) else {
            return try jobs.complete(job, in: transaction)
        }
        let recheck = Recheck(
            id: Identifier(at: now), takedownID: id, finding: found.presence, detail: found.detail,
            checkedAt: now)
        try takedowns.insert(recheck, in: transaction)
        try recorder.note(
            .rechecked, .takedownRechecked, takedown, at: now,
            facts: [.finding: found.presence.rawValue, .detail: found.detail], in: transaction)
        let event = try event(found, host, takedown, in: transaction)
        if case .unchanged(let server)? = host { takedown.serverAddress = server }
        if event == .reappeared {
            try recorder.tellSeenAgain(takedown, at: now, in: transaction)
        }
        try recorder.apply(
            event, to: &takedown, at: now, cause: .init(recheck: job), in: transaction)
    }

    private func event(
        _ found: RecheckFinding, _ host: HostComparison?, _ takedown: Takedown,
        in transaction: any SQLTransaction
    ) throws -> TakedownEvent {
        if takedown.progress.state == .gone, found.presence == .present { return .reappeared }
        if host == .changed, takedown.progress.state.isWithHost { return .hostChanged }
        let upstream = try takedown.upstreamContactID.flatMap {
            try contacts.find($0, in: transaction)
        }
        return .rechecked(
            found.presence, upstreamKnown: upstream.map { $0.status != .refusing } ?? false)
    }
}
