// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Fingerprinting
package import Incidents
package import JobQueue
package import Matching
package import NightlightCore
package import Scanning
package import Sealing
package import Storage
import WebAddresses

/// The job `examination.examine`: scans what an incident points at, compares it with the lists, and
/// hands the incident on to be decided.
///
/// This target, Examination, joins three others for one incident: Scanning fetches and
/// fingerprints, Matching compares, Incidents has the records. What always holds: everything found
/// is written in the transaction that ends the job, so that an interrupted examination leaves
/// nothing behind and a repeated one adds nothing twice. A host that does not answer is asked again
/// with the queue's back-off; after the last attempt a person decides.
///
/// The first look is short, so that what strangers report holds nobody up; what it had no time for
/// is looked at again in the lane of what has time, and what its host or its report has no budget
/// for is put off to there.
package struct Examiner: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let blindIndex: BlindIndex
    let scanner: Scanner
    let matcher: Matcher
    let overmatches: OvermatchGuard
    let budgets: ExaminationBudgets
    let time: any TimeSource
    let incidents = IncidentStore()
    let locators = LocatorStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        blindIndex: BlindIndex, scanner: Scanner, matcher: Matcher,
        overmatchLimits: OvermatchLimits = OvermatchLimits(),
        budgetLimits: ExaminationBudgets.Limits = ExaminationBudgets.Limits(),
        time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.blindIndex = blindIndex
        self.scanner = scanner
        self.matcher = matcher
        overmatches = OvermatchGuard(limits: overmatchLimits, audit: audit)
        budgets = ExaminationBudgets(limits: budgetLimits, time: time)
        self.time = time
    }

    package var handlers: [JobHandler] {
        // One more than the attempts at a host: a decoder that is away, or a database, may use some
        // up too, and the job is then dead where people see it.
        [JobKind.examine, .examineRest].map { kind in
            JobHandler(kind: kind, attemptsMax: Self.attemptsMax * 2) { job in
                try await run(job)
            }
        }
    }

    // LIMIT: attempts while the host does not answer; at the queue's back-off about half an hour.
    // After that a person decides, and nothing waits unseen.
    package static let attemptsMax = 6

    // LIMIT: how long what a first look had no time for waits for a thorough one at least: a host
    // that hiccups is over it by then.
    package static let restPause = Duration.seconds(30)

    /// What an incident points at.
    struct Target: Sendable {
        let incident: Incident
        let locator: Locator
        let address: AddressReading

        /// In the order to try; empty when it is not an address of the web.
        var candidates: [WebAddress] { address.candidates }
    }

    /// A file that was scanned, or one in it, with what the lists say about it.
    struct ComparedFile: Sendable {
        let scanned: ScannedFile
        /// The scanned file itself, or a part of it.
        let file: FingerprintedFile
        let comparison: FileComparison

        var verdict: MatchVerdict { comparison.verdict }
        var matches: [Match] { verdict.matches }
    }

    private func run(_ job: Job) async throws {
        let look: ScanLook =
            job.kind == .examineRest || job.lane == .later ? .thorough : .first
        guard let target = try await target(of: job) else { return }
        guard let host = target.candidates.first?.host else {
            try await start(target, job)
            return try await finish(target, nil, [], job)
        }
        switch budgets.admit(host, of: target.incident.reportID, look) {
        case .admitted: break
        case .putOff(let until, let refusal):
            return try await putOff(target, until: until, [.cause: refusal.rawValue], job)
        }
        let scan = try await scan(target, at: host, look, job)
        if scan.hasRest, !scan.result.isContent {
            var facts: Facts = [:]
            facts[.code] = scan.result.code
            return try await putOff(target, until: time.now() + Self.restPause, facts, job)
        }
        if scan.result.isTransient, job.attempt < Self.attemptsMax {
            throw ExaminationError.notFetchedYet
        }
        var compared: [ComparedFile] = []
        for scanned in scan.files {
            for part in scanned.file.parts {
                compared.append(
                    ComparedFile(
                        scanned: scanned, file: part,
                        comparison: try await matcher.comparison(of: part)))
            }
        }
        try await finish(target, scan, compared, job)
    }

    /// What a job is about; `nil` when there is nothing to examine, and the job is settled.
    private func target(of job: Job) async throws -> Target? {
        let id: Incident.ID = try job.subject()
        return try await database.write { transaction in
            guard let incident = try incidents.find(id, in: transaction),
                incident.status.allows(.examinationStarted),
                let locator = try locators.list(of: id, in: transaction)
                    .first(where: { $0.origin == .reported && $0.kind.isFetchable }),
                let address = try address(of: locator, in: transaction)
            else {
                try jobs.complete(job, in: transaction)
                return nil
            }
            return Target(
                incident: incident, locator: locator, address: AddressReading(kept: address))
        }
    }

    /// Says that it is being examined; looking at a rest changes nothing until something is found.
    private func start(_ target: Target, _ job: Job) async throws {
        guard job.kind == .examine else { return }
        let now = time.now()
        try await database.write { transaction in
            _ = try incidents.apply(
                .examinationStarted, to: target.incident.id, at: now, in: transaction)
        }
    }

    /// Looks, and says afterwards what it cost.
    private func scan(
        _ target: Target, at host: WebHost, _ look: ScanLook, _ job: Job
    ) async throws -> Scan {
        let began = time.now()
        var isSilent: Bool?
        defer {
            budgets.ended(
                host, of: target.incident.reportID, look, after: time.now() - began,
                isSilent: isSilent)
        }
        try await start(target, job)
        let scan = try await scanner.scan(target.candidates, look)
        isSilent = scan.result.isOutOfTime
        return scan
    }

    /// Leaves it for when there is time, and says so once.
    private func putOff(
        _ target: Target, until: Timestamp, _ facts: Facts, _ job: Job
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            if job.kind == .examine, job.lane != .later {
                try IncidentTimeline().append(
                    IncidentEvent(
                        incidentID: target.incident.id, kind: .putOff, at: now, facts: facts),
                    in: transaction)
            }
            try jobs.putOff(job, until: until, in: transaction)
        }
    }

    /// `nil` when the record was erased: there is nothing to look at any more.
    private func address(
        of locator: Locator, in transaction: any SQLTransaction
    ) throws -> String? {
        do {
            return try reader.address(of: locator, in: transaction)
        } catch IncidentError.erased {
            return nil
        }
    }

    /// - Parameter scan: `nil` when the address is not one of the web.
    private func finish(
        _ target: Target, _ scan: Scan?, _ compared: [ComparedFile], _ job: Job
    ) async throws {
        let now = time.now()
        let recorder = ExaminationRecorder(
            jobs: jobs, audit: audit, reader: reader, blindIndex: blindIndex,
            overmatches: overmatches,
            now: now)
        try await database.write { transaction in
            if try isWanted(scan, of: target.incident.id, job, at: now, in: transaction) {
                do {
                    try recorder.record(target, scan, compared, in: transaction)
                } catch IncidentError.erased {
                    // Erased meanwhile: what was seen goes with it, and nothing is to be decided.
                }
            }
            try jobs.complete(job, in: transaction)
        }
    }

    /// Whether what was found is to be recorded: nobody decided meanwhile.
    ///
    /// A rest that gave nothing leaves everything as the first look found it, but for a line.
    private func isWanted(
        _ scan: Scan?, of id: Incident.ID, _ job: Job, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        guard let status = try incidents.find(id, in: transaction)?.status else { return false }
        guard job.kind == .examineRest else { return status == .examining }
        guard status.allows(.examinationStarted) else { return false }
        guard let scan, scan.result.isContent else {
            var facts: Facts = [:]
            facts[.code] = scan?.result.code
            try IncidentTimeline().append(
                IncidentEvent(incidentID: id, kind: .notFetched, at: now, facts: facts),
                in: transaction)
            return false
        }
        try incidents.apply(.examinationStarted, to: id, at: now, in: transaction)
        return true
    }
}
