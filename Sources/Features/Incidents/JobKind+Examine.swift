// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import NightlightCore

// Declared here because every door that makes incidents calls for it; its worker is in Examination.
extension JobKind {
    /// Fetch, fingerprint and compare what an incident points at.
    package static let examine = JobKind(rawValue: "examination.examine")
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
