// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import NightlightCore

// The road of an incident, in its order. Whoever ends one step calls for the next, which another
// feature works on; so they stand together here, where every step can see them.
extension JobKind {
    /// Fetch, fingerprint and compare what it points at: every door that begins one calls for it.
    package static let examine = JobKind(rawValue: "examination.examine")
    /// Look again, with more time, at what the first examination had no time for.
    package static let examineRest = JobKind(rawValue: "examination.examine-rest")
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
    ///
    /// What a stranger says is urgent is no reason to look at it before what other strangers sent:
    /// each report has its turn, whatever it is about and however many addresses it has.
    /// - Parameter place: which of its report's addresses this is, from 0.
    package static func examine(_ incident: Incident, place: Int) -> NewJob {
        NewJob(
            kind: .examine, key: "incident:\(incident.id)",
            payload: JobPayload(incident.id).text, due: incident.createdAt,
            lane: JobLane(incident.channel), priority: priority(ofPlace: place))
    }

    /// The same again in the lane of what has time.
    package static func examineRest(_ incident: Incident.ID, due: Timestamp) -> NewJob {
        NewJob(
            kind: .examineRest, key: "incident:\(incident)", payload: JobPayload(incident).text,
            due: due, lane: .later)
    }

    /// The first address of every report comes before the second of any.
    ///
    /// Few priorities keep the claim cheap: the first, the next three, the next twelve, the rest.
    static func priority(ofPlace place: Int) -> Int {
        switch place {
        case ..<1: 100
        case 1..<4: 110
        case 4..<16: 120
        default: 130
        }
    }
}

extension JobLane {
    /// Whose account the examinations of a channel run on.
    package init(_ channel: Channel) {
        self =
            switch channel {
            case .public, .survivor: .strangers
            case .provider, .partner, .crawler: .known
            }
    }
}
