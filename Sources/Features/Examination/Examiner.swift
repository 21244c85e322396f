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
package struct Examiner: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let blindIndex: BlindIndex
    let scanner: Scanner
    let matcher: Matcher
    let overmatches: OvermatchGuard
    let time: any TimeSource
    let incidents = IncidentStore()
    let locators = LocatorStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        blindIndex: BlindIndex, scanner: Scanner, matcher: Matcher,
        overmatchLimits: OvermatchLimits = OvermatchLimits(), time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.blindIndex = blindIndex
        self.scanner = scanner
        self.matcher = matcher
        overmatches = OvermatchGuard(limits: overmatchLimits, audit: audit)
        self.time = time
    }

    package var handler: JobHandler {
        // One more than the attempts at a host: a decoder that is away, or a database, may use some
        // up too, and the job is then dead where people see it.
        JobHandler(kind: .examine, attemptsMax: Self.attemptsMax * 2) { job in
            try await run(job)
        }
    }

    // LIMIT: attempts while the host does not answer; at the queue's back-off about half an hour.
    // After that a person decides, and nothing waits unseen.
    package static let attemptsMax = 6

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
        let id: Incident.ID = try job.subject()
        guard let target = try await begin(id, job) else { return }
        guard !target.candidates.isEmpty else {
            return try await finish(target, nil, [], job)
        }
        let scan = try await scanner.scan(target.candidates)
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
            return Target(
                incident: incident, locator: locator, address: AddressReading(kept: address))
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
            if try incidents.find(target.incident.id, in: transaction)?.status == .examining {
                do {
                    try recorder.record(target, scan, compared, in: transaction)
                } catch IncidentError.erased {
                    // Erased meanwhile: what was seen goes with it, and nothing is to be decided.
                }
            }
            try jobs.complete(job, in: transaction)
        }
    }
}
