// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Assessment
import Examination
import Incidents
import JobQueue
import NightlightCore
import Storage

/// The only writer of takedowns: applies an event and does what follows from it, in one
/// transaction.
struct TakedownRecorder: Sendable {
    let jobs: JobQueue
    let audit: AuditTrail
    let policy: TakedownPolicy
    let store = TakedownStore()
    private let incidents = IncidentStore()
    private let timeline = IncidentTimeline()

    /// Who and what an event came from.
    struct Cause {
        var account: AccountID?
        /// For the timeline and the audit log: codes, numbers and identifiers.
        var facts: Facts = [:]
        /// The recheck job under way, which this event ends or postpones.
        var recheck: Job?
    }

    func apply(
        _ event: TakedownEvent, to takedown: inout Takedown, at now: Timestamp,
        cause: Cause = Cause(), in transaction: any SQLTransaction
    ) throws {
        let before = takedown.progress.state
        let actions = try takedown.progress.apply(event, policy: policy, at: now)
        if actions.contains(.escalate) {
            takedown.contactID = takedown.upstreamContactID
            takedown.upstreamContactID = nil
        }
        if event.beginsRound { takedown.round += 1 }
        try store.update(&takedown, at: now, in: transaction)
        if takedown.progress.state != before {
            try note(
                .takedownMoved, .takedownMoved, takedown, at: now, cause: cause,
                facts: [.from: before.rawValue, .to: takedown.progress.state.rawValue],
                in: transaction)
            try tellIncident(takedown.incidentID, at: now, in: transaction)
        }
        var recheck = cause.recheck
        for action in actions {
            try perform(action, for: takedown, at: now, recheck: &recheck, in: transaction)
        }
        // An event that asks for no further recheck ends the job that rechecked.
        if let recheck { try jobs.complete(recheck, in: transaction) }
    }

    /// Writes a line on the incident's timeline and an entry in the audit log.
    func note(
        _ kind: TimelineKind, _ auditKind: AuditKind, _ takedown: Takedown, at now: Timestamp,
        cause: Cause = Cause(), facts: Facts = [:],
        in transaction: any SQLTransaction
    ) throws {
        var all = cause.facts.merging(facts) { _, new in new }
        all[.takedown] = takedown.id.text
        try timeline.append(
            IncidentEvent(
                incidentID: takedown.incidentID, kind: kind, at: now, account: cause.account,
                facts: all), in: transaction)
        try audit.record(
            AuditEvent(
                kind: auditKind, actor: cause.account.map { .account($0) } ?? .system,
                subject: .incident(takedown.incidentID), facts: all, at: now),
            in: transaction)
    }

    private func perform(
        _ action: TakedownAction, for takedown: Takedown, at now: Timestamp, recheck: inout Job?,
        in transaction: any SQLTransaction
    ) throws {
        switch action {
        case .compose: try enqueueCompose(takedown, at: now, in: transaction)
        case .trace:
            try jobs.enqueue(
                NewJob(
                    kind: .trace, key: "takedown:\(takedown.id):\(takedown.version)",
                    payload: JobPayload(takedown.incidentID).text, due: now),
                in: transaction)
        case .recheck(let due):
            if let job = recheck {
                try jobs.postpone(job, until: due, in: transaction)
                recheck = nil
            } else {
                try requestRecheck(takedown, at: due, in: transaction)
            }
        case .escalate:
            try note(.escalated, .takedownEscalated, takedown, at: now, in: transaction)
        case .tellPerson:
            try note(
                .personNeeded, .takedownPersonNeeded, takedown, at: now, in: transaction)
        case .finish: try settleIncident(of: takedown, at: now, in: transaction)
        }
    }

    /// One chain of looks per round; an older round's job ends when it sees that it is one.
    static func recheckKey(_ takedown: Takedown) -> String {
        "takedown:\(takedown.id):\(takedown.round)"
    }

    /// Begins the round's chain of rechecks, or brings its next one forward.
    private func requestRecheck(
        _ takedown: Takedown, at due: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let job = NewJob(
            kind: .recheck, key: Self.recheckKey(takedown),
            payload: JobPayload(takedown.id).text, due: due)
        guard try !jobs.enqueue(job, in: transaction) else { return }
        try jobs.bringForward(job.kind, key: job.key, to: due, in: transaction)
    }

    private func enqueueCompose(
        _ takedown: Takedown, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        guard let contact = takedown.contactID else { return }
        let bundle = policy.bundle(joinedAt: now)
        // Without a window every address has its own job: whoever comes first bundles what is due.
        let slot =
            policy.bundlingWindow > .zero
            ? "\(bundle.slot)" : "\(takedown.id):\(takedown.version)"
        try jobs.enqueue(
            NewJob(
                kind: .compose, key: "contact:\(contact):\(slot)",
                payload: JobPayload(contact).text, due: bundle.due), in: transaction)
    }

    /// The incident has no address whose host could be asked: a person sees it, with the reason.
    func strand(
        _ id: Incident.ID, because obstacle: NoticeObstacle, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        guard let incident = try incidents.find(id, in: transaction),
            incident.status.allows(.nobodyToAsk)
        else { return }
        let facts: Facts = [.code: obstacle.code]
        try timeline.append(
            IncidentEvent(incidentID: id, kind: .personNeeded, at: now, facts: facts),
            in: transaction)
        try audit.record(
            AuditEvent(
                kind: .takedownPersonNeeded, actor: .system, subject: .incident(id), facts: facts,
                at: now), in: transaction)
        try incidents.apply(.nobodyToAsk, to: id, at: now, in: transaction)
    }

    /// An incident of which everything that is open has failed waits for a person; one with
    /// anything else under way for the platform.
    private func tellIncident(
        _ id: Incident.ID, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let open = try store.counts(incident: id, in: transaction)
            .filter { $0.key.isOpen && $0.value > 0 }.keys
        guard !open.isEmpty, let incident = try incidents.find(id, in: transaction) else { return }
        let event: IncidentStatus.Event =
            open.allSatisfy { $0 == .failed } ? .nobodyToAsk : .somebodyToAsk
        guard incident.status.allows(event) else { return }
        try incidents.apply(event, to: id, at: now, in: transaction)
    }

    /// The incident is removed when nothing of it is open any more and something was seen gone.
    private func settleIncident(
        of takedown: Takedown, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let counts = try store.counts(incident: takedown.incidentID, in: transaction)
        guard counts.allSatisfy({ !$0.key.isOpen || $0.value == 0 }), counts[.gone] ?? 0 > 0,
            let incident = try incidents.find(takedown.incidentID, in: transaction),
            incident.status.allows(.seenGone)
        else { return }
        try incidents.apply(.seenGone, to: incident.id, at: now, in: transaction)
    }
}
