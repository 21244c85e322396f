// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import Incidents
package import JobQueue
package import NightlightCore
import Sealing
package import Storage

/// Decisions by people.
package struct AssessmentService: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let time: any TimeSource
    private let incidents = IncidentStore()
    private let assessments = AssessmentStore()
    private let timeline = IncidentTimeline()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: RecordReader,
        time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.time = time
    }

    /// Records what a person decided, and sets in motion what follows.
    ///
    /// `account` is the identifier of the person's account; `superseding` the decision the person
    /// saw, `nil` when there was none. When another was made meanwhile, nothing is stored and
    /// `AssessmentError.changedMeanwhile` is thrown.
    @discardableResult
    package func assess(
        incident id: Incident.ID, by account: AccountID, scheme: ClassificationScheme.ID,
        value: String,
        reason: String? = nil, superseding: Assessment.ID? = nil
    ) async throws -> Assessment {
        guard let choice = ClassificationScheme.find(scheme)?.value(value),
            ClassificationScheme.all.contains(where: {
                $0.id == scheme
            })
        else { throw AssessmentError.unknownValue }
        let reason = reason.flatMap { $0.isEmpty ? nil : $0 }
        guard reason?.utf8.count ?? 0 <= AssessmentLimits.reasonBytesMax else {
            throw AssessmentError.reasonTooLong
        }
        let now = time.now()
        return try await database.write { transaction in
            guard let incident = try incidents.find(id, in: transaction) else {
                throw AssessmentError.incidentNotFound
            }
            let current = try assessments.current(id, in: transaction)
            guard current?.id == superseding else { throw AssessmentError.changedMeanwhile }
            let assessmentID = Assessment.ID(at: now)
            let assessment = Assessment(
                id: assessmentID, incidentID: id, account: account, scheme: scheme, value: value,
                outcome: choice.outcome,
                sealedReason: try reason.map {
                    try seal($0, assessmentID, of: incident, in: transaction)
                }, supersedes: superseding, madeAt: now)
            try move(incident, by: assessment, in: transaction)
            try AssessmentRecorder(jobs: jobs, audit: audit)
                .record(assessment, of: incident, in: transaction)
            return assessment
        }
    }

    /// Every decision about an incident, oldest first, with the reasons that can still be read.
    package func history(of id: Incident.ID) async throws -> [(Assessment, reason: String?)] {
        try await database.read { try history(of: id, in: $0) }
    }

    package func history(
        of id: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [(Assessment, reason: String?)] {
        guard let incident = try incidents.find(id, in: transaction) else {
            throw AssessmentError.incidentNotFound
        }
        return try assessments.list(id, in: transaction).map { assessment in
            (assessment, try open(assessment, of: incident, in: transaction))
        }
    }

    package func current(_ id: Incident.ID) async throws -> Assessment? {
        try await database.read { try assessments.current(id, in: $0) }
    }

    private func move(
        _ incident: Incident, by assessment: Assessment, in transaction: any SQLTransaction
    ) throws {
        let events: [IncidentStatus.Event]
        switch (assessment.outcome, incident.status) {
        case (_, .received), (_, .examining):
            throw AssessmentError.notPossible(from: incident.status)
        // Decided once more: whether somebody can be asked is found out anew.
        case (.actionable, .awaitingAssessment), (.actionable, .stranded):
            events = [.foundActionable]
        case (.actionable, .closed): events = [.reopened, .foundActionable]
        case (.actionable, .actionable), (.actionable, .noticed), (.actionable, .removed):
            events = []
        case (.closed, .closed): events = []
        case (.closed, .awaitingAssessment), (.closed, .actionable), (.closed, .stranded),
            (.closed, .noticed), (.closed, .removed):
            events = [.settled]
        }
        for event in events {
            try incidents.apply(
                event, to: incident.id, at: assessment.madeAt, account: assessment.account,
                in: transaction)
        }
    }

    private func seal(
        _ reason: String, _ id: Assessment.ID, of incident: Incident,
        in transaction: any SQLTransaction
    ) throws -> [UInt8] {
        try reader.key(for: incident.recordID, in: transaction)
            .seal(reason, field: Assessment.sealedField(id), record: incident.recordID)
    }

    private func open(
        _ assessment: Assessment, of incident: Incident, in transaction: any SQLTransaction
    ) throws -> String? {
        guard let sealed = assessment.sealedReason else { return nil }
        do {
            return try reader.key(for: incident.recordID, in: transaction)
                .open(
                    sealed, field: Assessment.sealedField(assessment.id),
                    record: incident.recordID)
        } catch IncidentError.erased {
            return nil
        }
    }
}
