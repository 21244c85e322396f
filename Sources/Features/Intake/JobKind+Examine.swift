// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue

// Declared here because Intake is what calls for it; the worker of it is in Examination.
extension JobKind {
    /// Fetch, fingerprint and compare what an incident points at.
    package static let examine = JobKind(rawValue: "examination.examine")
}

extension NewJob {
    /// The first examination of an incident, to be done at once.
    static func examine(_ incident: Incident) -> NewJob {
        NewJob(
            kind: .examine, key: "incident:\(incident.id)",
            payload: "{\"incident\":\"\(incident.id)\"}", due: incident.createdAt,
            // Lower runs first; a child who may be in danger does not wait behind pictures.
            priority: 100 - 10 * incident.urgency.rawValue)
    }
}
