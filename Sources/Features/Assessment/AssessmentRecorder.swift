// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Examination
import Incidents
import JobQueue
import Matching
import NightlightCore
import Storage

/// Stores a decision with its place on the timeline, its audit entry and the job that follows from
/// it: the same for people and for policy.
struct AssessmentRecorder {
    let jobs: JobQueue
    let audit: AuditTrail

    func record(
        _ assessment: Assessment, of incident: Incident, in transaction: any SQLTransaction
    ) throws {
        try AssessmentStore().insert(assessment, in: transaction)
        try MatchOpinionStore().replace(
            assessment.opinion, about: SightingStore.media(of: incident.id), of: incident.id,
            at: assessment.madeAt, in: transaction)
        try IncidentStore().setClassification(
            "\(assessment.scheme.rawValue):\(assessment.value)", for: incident.id, in: transaction)
        var facts: Facts = [
            .scheme: assessment.scheme.rawValue, .value: assessment.value,
            .outcome: assessment.outcome.rawValue, .assessment: assessment.id.text,
        ]
        facts[.supersedes] = assessment.supersedes?.text
        try IncidentTimeline().append(
            IncidentEvent(
                incidentID: incident.id, kind: .assessed, at: assessment.madeAt,
                account: assessment.account, facts: facts), in: transaction)
        try audit.record(
            AuditEvent(
                kind: .assessmentAssessed,
                actor: assessment.account.map { .account($0) } ?? .system,
                subject: .incident(incident.id), facts: facts, at: assessment.madeAt),
            in: transaction)
        let kind: JobKind
        switch assessment.outcome {
        case .actionable: kind = .trace
        case .closed: kind = .withdraw
        }
        try jobs.enqueue(
            NewJob(
                kind: kind, key: "assessment:\(assessment.id)",
                payload: JobPayload(incident.id).text, due: assessment.madeAt,
                priority: incident.urgency.jobPriority), in: transaction)
    }
}

extension Assessment {
    /// What it says of the lists' entries that the incident's media matched.
    ///
    /// What the policy decided is what the list said, and no opinion of its own. A decision that
    /// nothing was found says nothing about what was found before, and one that it is something
    /// else that harms does not call the list wrong.
    fileprivate var opinion: MatchOpinion? {
        guard account != nil, let value = ClassificationScheme.find(scheme)?.value(value) else {
            return nil
        }
        switch value.outcome {
        case .actionable: return .confirmed
        case .closed: return value.refutesMatches ? .refuted : nil
        }
    }
}
