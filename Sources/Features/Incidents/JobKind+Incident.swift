// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import NightlightCore

// The road of an incident, in its order. Whoever ends one step calls for the next, which another
// feature works on; so they stand together here, where every step can see them.
extension JobKind {
    /// Fetch, fingerprint and compare what it points at: every door that begins one calls for it.
    package static let examine = JobKind(rawValue: "examination.examine")
    /// What was examined: policy or a person decides.
    package static let decide = JobKind(rawValue: "assessment.decide")
    /// What is actionable: who hosts it is found out, and told.
    package static let trace = JobKind(rawValue: "takedown.trace")
    /// What is not actionable any more: what was begun is taken back.
    package static let withdraw = JobKind(rawValue: "takedown.withdraw")
}

extension IncidentSubject: PayloadSubject {
    package static var payloadName: String { "incident" }
}

extension NewJob {
    /// The first examination of an incident, to be done at once.
    package static func examine(_ incident: Incident) -> NewJob {
        NewJob(
            kind: .examine, key: "incident:\(incident.id)",
            payload: JobPayload(incident.id).text, due: incident.createdAt,
            priority: incident.urgency.jobPriority)
    }
}
