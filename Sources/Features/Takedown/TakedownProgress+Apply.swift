// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

extension TakedownProgress {
    /// Applies one event at a moment.
    package mutating func apply(
        _ event: TakedownEvent, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        switch event {
        case .contactFound(let mode):
            guard [.traced, .failed].contains(state) else { throw impossible }
            return authorise(mode)
        case .contactMissing:
            guard [.traced, .queued, .awaitingConfirmation].contains(state) else {
                throw impossible
            }
            state = .failed
            dueNotice = nil
            return [.tellPerson, .recheck(at: now + policy.recheckInterval)]
        case .confirmed:
            guard state == .awaitingConfirmation else { throw impossible }
            return authorise(.automatic)
        case .held:
            guard state.isOpen, state != .held else { throw impossible }
            state = .held
            dueNotice = nil
            return []
        case .released(let mode):
            guard state == .held else { throw impossible }
            return release(mode, policy: policy, at: now)
        case .hostChanged:
            guard [.queued, .noticed, .escalated, .failed].contains(state) else {
                throw impossible
            }
            // Another host has it now: its own time starts when it is told.
            self = TakedownProgress()
            return [.trace]
        case .hostVanished:
            guard dueNotice != nil else { throw impossible }
            return [.recheck(at: now)]
        case .noticeComposed:
            guard dueNotice != nil else { throw impossible }
            dueNotice = nil
            return []
        case .noticeCancelled(let kind):
            guard [.queued, .noticed, .escalated].contains(state) else { return [] }
            dueNotice = kind
            return [.compose]
        case .noticeSent(let kind):
            return noticeSent(kind, policy: policy, at: now)
        case .noticeRefused:
            guard [.queued, .noticed, .escalated].contains(state) else { return [] }
            state = .failed
            dueNotice = nil
            return [.tellPerson, .recheck(at: now + policy.recheckInterval)]
        case .looked(let finding, let upstreamKnown):
            return try looked(finding, upstreamKnown: upstreamKnown, policy: policy, at: now)
        case .withdrawn:
            guard state.isOpen else { throw impossible }
            state = .withdrawn
            dueNotice = nil
            return [.finish]
        case .reappeared:
            guard [.gone, .withdrawn].contains(state) else { throw impossible }
            // Whoever hosted it then need not host it now.
            self = TakedownProgress()
            return [.trace]
        }
    }

    private var impossible: TakedownTransitionError { .notPossible(from: state) }

    private mutating func authorise(_ mode: NoticeMode) -> [TakedownAction] {
        switch mode {
        case .automatic:
            state = .queued
            dueNotice = .first
            return [.compose]
        case .personConfirms:
            state = .awaitingConfirmation
            dueNotice = nil
            return []
        }
    }

    private mutating func release(
        _ mode: NoticeMode, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        guard firstNoticeAt != nil else { return authorise(mode) }
        state = isEscalated ? .escalated : .noticed
        return [.recheck(at: now)]
    }

    /// A notice that was under way counts even when a person held or withdrew the removal
    /// meanwhile: it was sent, and the record must say so.
    private mutating func noticeSent(
        _ kind: NoticeKind, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        let isFirst = firstNoticeAt == nil
        firstNoticeAt = firstNoticeAt ?? now
        lastNoticeAt = now
        guard [.queued, .noticed, .escalated, .failed].contains(state) else { return [] }
        if dueNotice == kind { dueNotice = nil }
        state = isEscalated ? .escalated : .noticed
        return isFirst ? [.recheck(at: now + policy.firstRecheck)] : []
    }
}

extension TakedownProgress {
    private mutating func looked(
        _ finding: Finding, upstreamKnown: Bool, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        if state == .gone { return try lookedAfterwards(finding, policy: policy, at: now) }
        guard state.isOpen else { throw .notPossible(from: state) }
        guard state != .held else { return [.recheck(at: now + policy.recheckInterval)] }
        switch finding {
        case .present:
            forgetGone()
            unreachableSince = nil
            return present(upstreamKnown: upstreamKnown, policy: policy, at: now)
        case .gone:
            unreachableSince = nil
            return gone(since: now, policy: policy, at: now)
        case .unreachable:
            let since = unreachableSince ?? now
            unreachableSince = since
            guard now - since >= .days(policy.unreachableGoneAfterDays) else {
                forgetGone()
                return [.recheck(at: now + policy.recheckInterval)]
            }
            return gone(since: since, policy: policy, at: now)
        }
    }

    /// It was gone and is so still, or does not answer: look at the next of the set days.
    private func lookedAfterwards(
        _ finding: Finding, policy: TakedownPolicy, at now: Timestamp
    ) throws(TakedownTransitionError) -> [TakedownAction] {
        guard finding != .present else { throw .notPossible(from: state) }
        return nextReturnLook(policy: policy, at: now)
    }

    private func nextReturnLook(policy: TakedownPolicy, at now: Timestamp) -> [TakedownAction] {
        guard let lastGoneAt else { return [] }
        let next = policy.returnLookDays.map { lastGoneAt + .days($0) }.filter { $0 > now }.min()
        return next.map { [.recheck(at: $0)] } ?? []
    }

    /// Still there: remind when the interval has passed, and go one step up after the set days.
    private mutating func present(
        upstreamKnown: Bool, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        let again = TakedownAction.recheck(at: now + policy.recheckInterval)
        guard let firstNoticeAt, let lastNoticeAt, [.noticed, .escalated].contains(state) else {
            return dueNotice == nil ? [again] : [.compose, again]
        }
        var actions: [TakedownAction] = []
        let deadline = firstNoticeAt + .days(policy.escalateAfterDays)
        if now >= deadline, !isEscalated {
            if upstreamKnown {
                isEscalated = true
                state = .escalated
                dueNotice = .escalation
                return [.escalate, .compose, again]
            }
            // Said once: the notice before this look was sent before the deadline.
            if lastNoticeAt < deadline { actions.append(.tellPerson) }
        }
        guard policy.isReminderDue(lastNoticeAt, at: now) else {
            // The interval has not passed: come back exactly when it has.
            let next = min(lastNoticeAt + policy.renoticeInterval, now + policy.recheckInterval)
            return actions + [.recheck(at: next)]
        }
        dueNotice = dueNotice ?? .repeat
        return actions + [.compose, again]
    }

    private mutating func gone(
        since: Timestamp, policy: TakedownPolicy, at now: Timestamp
    ) -> [TakedownAction] {
        dueNotice = dueNotice == .first ? .first : nil
        if let lastGoneAt, now - lastGoneAt < policy.goneConfirmationGap {
            return [.recheck(at: lastGoneAt + policy.goneConfirmationGap)]
        }
        goneCount += 1
        firstGoneAt = firstGoneAt ?? since
        lastGoneAt = now
        guard goneCount >= policy.goneConfirmations else {
            return [.recheck(at: now + policy.goneConfirmationGap)]
        }
        state = .gone
        dueNotice = nil
        return [.finish] + nextReturnLook(policy: policy, at: now)
    }

    private mutating func forgetGone() {
        goneCount = 0
        firstGoneAt = nil
        lastGoneAt = nil
    }
}
