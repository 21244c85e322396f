// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import Incidents
package import JobQueue
package import Matching
package import NightlightCore
package import Sealing
package import Storage
import WebAddresses

/// The job `examination.examine`: looks at what an incident points at, compares it with the lists,
/// and hands the incident on to be decided.
///
/// Everything found is written in the transaction that ends the job. A host that does not answer
/// is asked again with the queue's back-off; after the last attempt a person decides.
package struct Examiner: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let blindIndex: BlindIndex
    let inspector: Inspector
    let matcher: Matcher
    let crowds: CrowdGuard
    let time: any TimeSource
    let incidents = IncidentStore()
    let locators = LocatorStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        blindIndex: BlindIndex, inspector: Inspector, matcher: Matcher,
        crowdLimits: CrowdLimits = CrowdLimits(), time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.blindIndex = blindIndex
        self.inspector = inspector
        self.matcher = matcher
        crowds = CrowdGuard(limits: crowdLimits, audit: audit)
        self.time = time
    }

    package var handler: JobHandler {
        // One more than the attempts at a host: a decoder that is away, or a database, may use some
        // up too, and the job is then dead where people see it.
        JobHandler(kind: .examine, attemptsMax: attemptsMax * 2) { job in try await run(job) }
    }

    private var attemptsMax: Int { inspector.visitor.limits.attemptsMax }

    /// What an incident points at.
    struct Target: Sendable {
        let incident: Incident
        let locator: Locator
        /// In the order to try; empty when it is not an address of the web.
        let candidates: [WebAddress]
    }

    /// A file with what the lists say about it.
    struct ComparedMedia: Sendable {
        let media: SeenMedia
        let verdict: MatchVerdict
        let frames: (matched: Int, compared: Int)?

        var matches: [Match] { verdict.matches }
    }

    private func run(_ job: Job) async throws {
        guard let id = IncidentPayload(job.payload)?.incidentID else {
            throw ExaminationError.badJob
        }
        guard let target = try await begin(id, job) else { return }
        guard !target.candidates.isEmpty else {
            return try await finish(target, nil, [], job)
        }
        let inspection = try await inspector.inspect(target.candidates)
        if inspection.result.isTransient, job.attempt < attemptsMax {
            throw ExaminationError.notFetchedYet
        }
        var compared: [ComparedMedia] = []
        let comparison = MediaComparison(matcher: matcher)
        for media in inspection.media {
            let result = try await comparison.result(for: media)
            compared.append(
                ComparedMedia(media: media, verdict: result.verdict, frames: result.frames))
        }
        try await finish(target, inspection, compared, job)
    }

    /// Takes the incident up; `nil` when there is nothing to examine, and the job is settled.
    private func begin(_ id: Incident.ID, _ job: Job) async throws -> Target? {
        let now = time.now()
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
            try incidents.apply(.examinationStarted, to: id, at: now, in: transaction)
            let candidates = AddressReading(kept: address).candidates
            return Target(incident: incident, locator: locator, candidates: candidates)
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

    /// - Parameter inspection: `nil` when the address is not one of the web.
    private func finish(
        _ target: Target, _ inspection: Inspection?, _ compared: [ComparedMedia], _ job: Job
    ) async throws {
        let now = time.now()
        let recorder = ExaminationRecorder(
            jobs: jobs, audit: audit, reader: reader, blindIndex: blindIndex, crowds: crowds,
            now: now)
        try await database.write { transaction in
            if try incidents.find(target.incident.id, in: transaction)?.status == .examining {
                do {
                    try recorder.record(target, inspection, compared, in: transaction)
                } catch IncidentError.erased {
                    // Erased meanwhile: what was seen goes with it, and nothing is to be decided.
                }
            }
            try jobs.complete(job, in: transaction)
        }
    }
}
