// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Incidents
import NightlightCore
import Storage

/// What a takedown means for the incidents that wait for it.
extension TakedownRecorder {
    /// The incidents that wait for a takedown: the one that leads first, each once.
    func incidents(
        waitingFor takedown: Takedown, in transaction: any SQLTransaction
    ) throws -> [Incident.ID] {
        var seen: Set<Incident.ID> = []
        return
            ([takedown.incidentID]
            + (try followers.waiting(for: takedown.id, in: transaction).map(\.incidentID)))
            .filter { seen.insert($0).inserted }
    }

    /// Lets an incident wait for a takedown of its address that another incident led to.
    ///
    /// It takes the lead where the incident that has it can lead no more. The takedown is written
    /// anew in any case, so that whoever changes it at the same moment starts again and tells
    /// everybody.
    func follow(
        _ takedown: inout Takedown, with locator: Locator, as role: ServerRole,
        lastSeenAt: Timestamp, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let lead = try incidents.find(takedown.incidentID, in: transaction)
        try followers.join(
            takedown.id, locator.id, of: locator.incidentID, at: now, in: transaction)
        if lead.map({ !$0.status.allows(.noticeSent) }) ?? true {
            takedown.lead(by: locator.id, of: locator.incidentID)
            takedown.role = role
        }
        try store.update(&takedown, at: now, in: transaction)
        try noteFollowed(takedown, by: locator.incidentID, lead?.number, at: now, in: transaction)
        switch takedown.progress.state {
        case .gone:
            // Whoever saw it since then saw it come back.
            let isBack = takedown.progress.lastGoneAt.map { lastSeenAt > $0 } ?? true
            guard isBack else { return try settleIncidents(of: takedown, at: now, in: transaction) }
            try tellSeenAgain(takedown, at: now, in: transaction)
            try apply(.reappeared, to: &takedown, at: now, in: transaction)
        case .withdrawn: try apply(.reappeared, to: &takedown, at: now, in: transaction)
        case .noticed, .escalated: try tellSent(locator.incidentID, at: now, in: transaction)
        case .failed: try tellIncident(locator.incidentID, at: now, in: transaction)
        case .traced, .awaitingConfirmation, .held, .queued: break
        }
    }

    private func noteFollowed(
        _ takedown: Takedown, by incident: Incident.ID, _ leadNumber: String?, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        var facts: Facts = [.takedown: takedown.id.text]
        facts[.number] = leadNumber
        try timeline.append(
            IncidentEvent(incidentID: incident, kind: .followed, at: now, facts: facts),
            in: transaction)
        try audit.record(
            AuditEvent(
                kind: .takedownFollowed, actor: .system, subject: .incident(incident),
                facts: facts, at: now), in: transaction)
    }

    /// An incident waits no more: it was closed, or its record erased.
    ///
    /// - Returns: `true` when another incident still waits, which then leads; otherwise nothing was
    ///   changed, and the takedown ends with this incident.
    func leave(
        _ takedown: inout Takedown, _ incident: Incident.ID, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> Bool {
        let others = try followers.waiting(for: takedown.id, in: transaction)
            .filter { $0.incidentID != incident }
        guard let next = others.first else { return false }
        try followers.leave(takedown.id, incident: incident, at: now, in: transaction)
        if takedown.incidentID == incident {
            takedown.lead(by: next.locatorID, of: next.incidentID)
        }
        try store.update(&takedown, at: now, in: transaction)
        return true
    }

    /// Ends the waiting of incidents whose records were erased while they led, and the takedown
    /// with the last of them: nobody knows its address any more.
    ///
    /// - Returns: `true` when another incident leads it now, or it was not led by an erased one.
    @discardableResult
    func dropErased(
        _ takedown: inout Takedown, at now: Timestamp, cause: Cause = Cause(),
        in transaction: any SQLTransaction
    ) throws -> Bool {
        while try isErased(takedown, in: transaction) {
            if try leave(&takedown, takedown.incidentID, at: now, in: transaction) { continue }
            if takedown.progress.state.isOpen {
                var cause = cause
                cause.facts[.code] = NoticeObstacle.erased.code
                try apply(.withdrawn, to: &takedown, at: now, cause: cause, in: transaction)
            }
            return false
        }
        return true
    }

    private func isErased(
        _ takedown: Takedown, in transaction: any SQLTransaction
    ) throws -> Bool {
        guard let locator = try LocatorStore().find(takedown.locatorID, in: transaction) else {
            return true
        }
        return try RecordKeyStore().wrapped(for: locator.recordID, in: transaction) == nil
    }

    /// Tells an incident that a host was told, unless it is past that.
    func tellSent(
        _ id: Incident.ID, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        guard let incident = try incidents.find(id, in: transaction),
            incident.status.allows(.noticeSent)
        else { return }
        try incidents.apply(.noticeSent, to: id, at: now, in: transaction)
    }

    /// It is there again: every incident that was removed is open again.
    func tellSeenAgain(
        _ takedown: Takedown, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        for id in try incidents(waitingFor: takedown, in: transaction) {
            guard try incidents.find(id, in: transaction)?.status.allows(.seenAgain) == true
            else { continue }
            try incidents.apply(.seenAgain, to: id, at: now, in: transaction)
        }
    }

    /// Something of the incident cannot be removed by asking anybody: a person sees it, with the
    /// reason.
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

    /// An incident of which everything that is open has failed, or everything was taken back, waits
    /// for a person; one with anything else under way for the platform.
    func tellIncident(
        _ id: Incident.ID, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let states = Set(
            try store.counts(incident: id, in: transaction).filter { $0.value > 0 }.keys)
        if states == [.withdrawn] {
            return try strand(id, because: .withdrawn, at: now, in: transaction)
        }
        let open = states.filter(\.isOpen)
        guard !open.isEmpty, let incident = try incidents.find(id, in: transaction) else { return }
        let event: IncidentStatus.Event =
            open.allSatisfy { $0 == .failed } ? .nobodyToAsk : .somebodyToAsk
        guard incident.status.allows(event) else { return }
        try incidents.apply(event, to: id, at: now, in: transaction)
    }

    /// An incident is removed when nothing that it waits for is open any more and something was
    /// seen gone; unless it names something else that nobody could be asked to remove.
    func settleIncidents(
        of takedown: Takedown, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        for id in try incidents(waitingFor: takedown, in: transaction) {
            let counts = try store.counts(incident: id, in: transaction)
            guard counts.allSatisfy({ !$0.key.isOpen || $0.value == 0 }), counts[.gone] ?? 0 > 0,
                let incident = try incidents.find(id, in: transaction),
                incident.status.allows(.seenGone)
            else { continue }
            if let obstacle = try obstacle(of: id, in: transaction) {
                try strand(id, because: obstacle, at: now, in: transaction)
                continue
            }
            try incidents.apply(.seenGone, to: incident.id, at: now, in: transaction)
        }
    }

    /// Why nobody was asked about something that was reported; `nil` when somebody was about all.
    private func obstacle(
        of id: Incident.ID, in transaction: any SQLTransaction
    ) throws -> NoticeObstacle? {
        let asked = Set(try followers.list(incident: id, in: transaction).map(\.locatorID))
        let unasked = try LocatorStore().list(of: id, in: transaction)
            .filter { $0.origin == .reported && !asked.contains($0.id) }
        return unasked.isEmpty ? nil : NoticeObstacle(unasked)
    }
}
