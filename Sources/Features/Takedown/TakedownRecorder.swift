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
    let followers = FollowerStore()
    let incidents = IncidentStore()
    let timeline = IncidentTimeline()

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
            for incident in try incidents(waitingFor: takedown, in: transaction) {
                try tellIncident(incident, at: now, in: transaction)
            }
        }
        var recheck = cause.recheck
        for action in actions {
            try perform(action, for: takedown, at: now, recheck: &recheck, in: transaction)
        }
        // An event that asks for no further recheck ends the job that rechecked.
        if let recheck { try jobs.complete(recheck, in: transaction) }
    }

    /// Writes a line on the timeline of every incident that waits, and one entry in the audit log.
    ///
    /// Rechecks stand on the timeline of the incident that leads alone: they say the same each day.
    func note(
        _ kind: TimelineKind, _ auditKind: AuditKind, _ takedown: Takedown, at now: Timestamp,
        cause: Cause = Cause(), facts: Facts = [:],
        in transaction: any SQLTransaction
    ) throws {
        var all = cause.facts.merging(facts) { _, new in new }
        all[.takedown] = takedown.id.text
        let told =
            kind == .rechecked
            ? [takedown.incidentID] : try incidents(waitingFor: takedown, in: transaction)
        for incident in told {
            try timeline.append(
                IncidentEvent(
                    incidentID: incident, kind: kind, at: now, account: cause.account,
                    facts: all), in: transaction)
        }
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
        case .finish: try settleIncidents(of: takedown, at: now, in: transaction)
        }
    }

    /// One chain of rechecks per round; an older round's job ends when it sees that it is one.
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

    func enqueueCompose(
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
}
