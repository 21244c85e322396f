// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// How far the removal of one address has come: a state machine without a database or a network.
///
/// `apply` either changes the progress and names what must happen next, or throws and changes
/// nothing. Every caller does what the actions say in the transaction that stores the progress.
/// Where it may move at all is in `TakedownState.table`; nobody but `apply` moves it.
package struct TakedownProgress: Sendable, Equatable {
    /// Where it stands, with the notice that is due there.
    private var stage: Stage
    /// Whether the provider written to is the one above the host.
    package private(set) var isEscalated: Bool
    /// When the host and the network above were told; `nil` while nobody was.
    private var told: Told?
    /// The rechecks in a row that found it gone.
    private var absence: Absence?
    /// The first of the rechecks in a row that had no answer.
    package private(set) var unreachableSince: Timestamp?

    /// A notice can be due only where one can be sent.
    fileprivate enum Stage: Equatable {
        case traced, awaitingConfirmation, held, gone, failed, withdrawn
        case queued(due: NoticeKind?)
        case noticed(due: NoticeKind?)
        case escalated(due: NoticeKind?)
    }

    private struct Told: Equatable {
        let first: Timestamp
        var last: Timestamp
    }

    private struct Absence: Equatable {
        let first: Timestamp
        var last: Timestamp
        var count: Int
    }

    /// As it is stored; what cannot be in this state is left out.
    package init(
        state: TakedownState = .traced, dueNotice: NoticeKind? = nil, isEscalated: Bool = false,
        firstNoticeAt: Timestamp? = nil, lastNoticeAt: Timestamp? = nil,
        firstGoneAt: Timestamp? = nil, lastGoneAt: Timestamp? = nil, goneCount: Int = 0,
        unreachableSince: Timestamp? = nil
    ) {
        stage = Stage(state, due: dueNotice)
        self.isEscalated = isEscalated
        told = firstNoticeAt.map { Told(first: $0, last: lastNoticeAt ?? $0) }
        absence = firstGoneAt.map {
            Absence(first: $0, last: lastGoneAt ?? $0, count: max(1, goneCount))
        }
        self.unreachableSince = unreachableSince
    }

    package var state: TakedownState { stage.state }

    /// The notice that the provider's next bundle must carry for this address.
    package var dueNotice: NoticeKind? { stage.due }

    package var firstNoticeAt: Timestamp? { told?.first }
    package var lastNoticeAt: Timestamp? { told?.last }
    /// The first of the rechecks in a row that found it gone.
    package var firstGoneAt: Timestamp? { absence?.first }
    /// The last of the rechecks that counted towards gone.
    package var lastGoneAt: Timestamp? { absence?.last }
    package var goneCount: Int { absence?.count ?? 0 }

    /// First notice to the first of the rechecks that found it gone; `nil` when nobody was told
    /// before.
    package var timeToRemoval: Duration? {
        guard state == .gone, let told, let absence, absence.first >= told.first else {
            return nil
        }
        return absence.first - told.first
    }
}

extension TakedownProgress {
    /// Applies one event at a moment.
    package mutating func apply(
        _ event: TakedownEvent, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        guard state.allows(event.name) else { throw impossible }
        switch event {
        case .contactFound(let mode): return authorise(mode)
        case .contactMissing:
            stage = .failed
            return [.tellPerson, .recheck(at: now + policy.recheckInterval)]
        case .confirmed: return authorise(.automatic)
        case .held:
            stage = .held
            return []
        case .released(let mode): return release(mode, policy: policy, at: now)
        case .hostChanged:
            // Another host has it now: its own time starts when it is told.
            self = TakedownProgress()
            return [.trace]
        case .hostVanished:
            guard dueNotice != nil else { throw impossible }
            return [.recheck(at: now)]
        case .noticeComposed:
            guard dueNotice != nil else { throw impossible }
            stage.setDue(nil)
            return []
        case .noticeCancelled(let kind): return stage.setDue(kind) ? [.compose] : []
        case .noticeSent(let kind):
            return noticeSent(kind, policy: policy, at: now)
        case .noticeRefused:
            guard state.isLeft(by: .noticeRefused) else { return [] }
            stage = .failed
            return [.tellPerson, .recheck(at: now + policy.recheckInterval)]
        case .rechecked(let finding, let upstreamKnown):
            return try rechecked(finding, upstreamKnown: upstreamKnown, policy: policy, at: now)
        case .withdrawn:
            stage = .withdrawn
            return [.finish]
        case .reappeared:
            // Whoever hosted it then need not host it now.
            self = TakedownProgress()
            return [.trace]
        }
    }

    private var impossible: TakedownTransitionError { .notPossible(from: state) }

    private mutating func authorise(_ mode: NoticeMode) -> [TakedownAction] {
        switch mode {
        case .automatic:
            stage = .queued(due: .first)
            return [.compose]
        case .personConfirms:
            stage = .awaitingConfirmation
            return []
        }
    }

    private mutating func release(
        _ mode: NoticeMode, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        guard told != nil else { return authorise(mode) }
        stage = isEscalated ? .escalated(due: nil) : .noticed(due: nil)
        return [.recheck(at: now)]
    }

    /// A notice that was under way counts even when a person held or withdrew the removal
    /// meanwhile: it was sent, and the record must say so.
    private mutating func noticeSent(
        _ kind: NoticeKind, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        let isFirst = told == nil
        told = Told(first: told?.first ?? now, last: now)
        guard state.isLeft(by: .noticeSent) else { return [] }
        let due = dueNotice == kind ? nil : dueNotice
        stage = isEscalated ? .escalated(due: due) : .noticed(due: due)
        return isFirst ? [.recheck(at: now + policy.firstRecheck)] : []
    }
}

extension TakedownProgress {
    private mutating func rechecked(
        _ finding: Finding, upstreamKnown: Bool, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        if state == .gone { return try recheckedAfterwards(finding, policy: policy, at: now) }
        guard state != .held else { return [.recheck(at: now + policy.recheckInterval)] }
        switch finding {
        case .present:
            absence = nil
            unreachableSince = nil
            return present(upstreamKnown: upstreamKnown, policy: policy, at: now)
        case .gone:
            unreachableSince = nil
            return gone(since: now, policy: policy, at: now)
        case .unreachable:
            let since = unreachableSince ?? now
            unreachableSince = since
            guard now - since >= .days(policy.unreachableGoneAfterDays) else {
                absence = nil
                return [.recheck(at: now + policy.recheckInterval)]
            }
            return gone(since: since, policy: policy, at: now)
        }
    }

    /// It was gone and is so still, or does not answer: recheck on the next of the set days.
    private func recheckedAfterwards(
        _ finding: Finding, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        guard finding != .present else { throw impossible }
        return nextReturnRecheck(policy: policy, at: now)
    }

    private func nextReturnRecheck(policy: TakedownPolicy, at now: Timestamp) -> [TakedownAction] {
        guard let absence else { return [] }
        let next = policy.returnRecheckDays.map { absence.last + .days($0) }.filter { $0 > now }
            .min()
        return next.map { [.recheck(at: $0)] } ?? []
    }

    /// Still there: remind when the interval has passed, and go one step up after the set days.
    private mutating func present(
        upstreamKnown: Bool, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        let again = TakedownAction.recheck(at: now + policy.recheckInterval)
        guard let told, stage.state.isWaitedFor else {
            return dueNotice == nil ? [again] : [.compose, again]
        }
        var actions: [TakedownAction] = []
        let deadline = told.first + .days(policy.escalateAfterDays)
        if now >= deadline, !isEscalated {
            if upstreamKnown {
                isEscalated = true
                stage = .escalated(due: .escalation)
                return [.escalate, .compose, again]
            }
            // Said once: the notice before this recheck was sent before the deadline.
            if told.last < deadline { actions.append(.tellPerson) }
        }
        guard policy.isReminderDue(told.last, at: now) else {
            // The interval has not passed: come back exactly when it has.
            let next = min(told.last + policy.renoticeInterval, now + policy.recheckInterval)
            return actions + [.recheck(at: next)]
        }
        stage.setDue(dueNotice ?? .repeat)
        return actions + [.compose, again]
    }

    private mutating func gone(
        since: Timestamp, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        stage.setDue(dueNotice == .first ? .first : nil)
        if let absence, now - absence.last < policy.goneConfirmationGap {
            return [.recheck(at: absence.last + policy.goneConfirmationGap)]
        }
        absence = Absence(first: absence?.first ?? since, last: now, count: goneCount + 1)
        guard goneCount >= policy.goneConfirmations else {
            return [.recheck(at: now + policy.goneConfirmationGap)]
        }
        stage = .gone
        return [.finish] + nextReturnRecheck(policy: policy, at: now)
    }
}

extension TakedownProgress.Stage {
    init(_ state: TakedownState, due: NoticeKind?) {
        switch state {
        case .traced: self = .traced
        case .awaitingConfirmation: self = .awaitingConfirmation
        case .held: self = .held
        case .queued: self = .queued(due: due)
        case .noticed: self = .noticed(due: due)
        case .escalated: self = .escalated(due: due)
        case .gone: self = .gone
        case .failed: self = .failed
        case .withdrawn: self = .withdrawn
        }
    }

    var state: TakedownState {
        switch self {
        case .traced: .traced
        case .awaitingConfirmation: .awaitingConfirmation
        case .held: .held
        case .queued: .queued
        case .noticed: .noticed
        case .escalated: .escalated
        case .gone: .gone
        case .failed: .failed
        case .withdrawn: .withdrawn
        }
    }

    var due: NoticeKind? {
        switch self {
        case .queued(let due), .noticed(let due), .escalated(let due): due
        case .traced, .awaitingConfirmation, .held, .gone, .failed, .withdrawn: nil
        }
    }

    /// `false` where no notice can be due: nothing is changed then.
    @discardableResult
    mutating func setDue(_ due: NoticeKind?) -> Bool {
        switch self {
        case .queued: self = .queued(due: due)
        case .noticed: self = .noticed(due: due)
        case .escalated: self = .escalated(due: due)
        case .traced, .awaitingConfirmation, .held, .gone, .failed, .withdrawn: return false
        }
        return true
    }
}
