// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import DemonstrationPage
import Incidents
import NightlightCore
import Storage
import Takedown

/// The one case that a demonstration tells from report to gone, read from its timeline: the first
/// that needed the network above its host.
struct DemoCase {
    typealias Step = DemonstrationAccount.Step

    let incident: Incident.ID
    let steps: [Step]

    /// `nil` where no host was so slow.
    static func read(since began: Timestamp, in transaction: any SQLTransaction) throws -> DemoCase?
    {
        // LIMIT: a demonstration has some tens of addresses.
        let slow = try TakedownStore().list(limit: 1_000, in: transaction)
            .filter(\.progress.isEscalated).map(\.incidentID).min { $0.text < $1.text }
        guard let slow else { return nil }
        var steps: [Step] = []
        for event in try IncidentTimeline().events(of: slow, in: transaction) {
            let minute = Int((event.at - began).inSeconds) / 60
            guard let step = try step(of: event, minute: minute, in: transaction) else { continue }
            add(step, to: &steps)
        }
        return DemoCase(incident: slow, steps: steps)
    }

    /// Each address has its own line on the timeline; what happened to several at once is one step.
    private static func add(_ step: Step, to steps: inout [Step]) {
        let place = steps.lastIndex { $0.kind == step.kind && step.minute - $0.minute < 30 }
        if let place {
            let known = steps[place]
            steps[place] = Step(
                known.kind, minute: known.minute, count: known.count + step.count,
                matchedCount: known.matchedCount, name: known.name)
            return
        }
        // Whoever is reminded is told that it is still there: that need not be said twice.
        let saysItself = step.kind == .reminded || step.kind == .networkTold
        if saysItself, steps.last?.kind == .stillThere,
            steps.count(where: { $0.kind == .stillThere }) > 1
        {
            steps.removeLast()
        }
        steps.append(step)
    }

    private static func step(
        of event: IncidentEvent, minute: Int, in transaction: any SQLTransaction
    ) throws -> Step? {
        func number(_ name: FactName) -> Int { event.facts[name].flatMap { Int($0) } ?? 0 }
        switch event.kind {
        case .received: return Step(.reported, minute: minute)
        case .examined:
            return Step(
                .examined, minute: minute, count: number(.media), matchedCount: number(.matched))
        case .assessed: return Step(.decided, minute: minute)
        case .traced: return Step(.traced, minute: minute, count: 1)
        case .noticeSent:
            let kind = event.facts[.kind].flatMap(NoticeKind.init)
            return Step(
                kind == .first ? .told : kind == .escalation ? .networkTold : .reminded,
                minute: minute, count: 1, name: try addressee(of: event, in: transaction))
        case .rechecked:
            let isThere = event.facts[.finding] == Finding.present.rawValue
            return isThere ? Step(.stillThere, minute: minute, count: 1) : nil
        case .takedownMoved:
            let isGone = event.facts[.to] == TakedownState.gone.rawValue
            return isGone ? Step(.gone, minute: minute, count: 1) : nil
        case .statusChanged:
            let isRemoved = event.facts[.to] == IncidentStatus.removed.rawValue
            return isRemoved ? Step(.removed, minute: minute) : nil
        case .matched, .notFetched, .notWeb, .putOff, .followed, .noticeFailed, .escalated,
            .personNeeded, .erasureAsked, .erased, .erasureRefused:
            return nil
        }
    }

    private static func addressee(
        of event: IncidentEvent, in transaction: any SQLTransaction
    ) throws -> String {
        guard let id = event.facts[.notice].flatMap(NoticeID.init),
            let notice = try NoticeStore().find(id, in: transaction),
            let contact = try AbuseContactStore().find(notice.contactID, in: transaction)
        else { return "" }
        return contact.name
    }
}
