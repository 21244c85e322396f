// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Examination
import Incidents
package import JobQueue
package import NightlightCore
package import Storage

/// The job `assessment.decide`: an examined incident is actionable by policy, or waits for a
/// person.
package struct Decider: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let policy: AssessmentPolicy
    let time: any TimeSource
    private let incidents = IncidentStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, policy: AssessmentPolicy,
        time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.policy = policy
        self.time = time
    }

    package var handler: JobHandler {
        JobHandler(kind: .decide) { job in try await run(job) }
    }

    private func run(_ job: Job) async throws {
        let id: Incident.ID = try job.subject()
        let now = time.now()
        try await database.write { transaction in
            guard let incident = try incidents.find(id, in: transaction),
                incident.status == .examining
            else { return try jobs.complete(job, in: transaction) }
            let current = try AssessmentStore().current(id, in: transaction)
            if isActionable(incident), current == nil {
                try incidents.apply(.foundActionable, to: id, at: now, in: transaction)
                let assessment = Assessment(
                    id: Assessment.ID(at: now), incidentID: id, account: nil, scheme: .hashList,
                    value: "trusted-match", outcome: .actionable, sealedReason: nil,
                    supersedes: nil, madeAt: now)
                try AssessmentRecorder(jobs: jobs, audit: audit)
                    .record(assessment, of: incident, in: transaction)
            } else {
                try incidents.apply(.personNeeded, to: id, at: now, in: transaction)
            }
            try jobs.complete(job, in: transaction)
        }
    }

    private func isActionable(_ incident: Incident) -> Bool {
        switch policy.trustedMatch {
        case .automaticNotice: incident.known == .trusted
        case .personConfirms: false
        }
    }
}
