// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// How far the removal of one address has come: a state machine without a database or a network.
///
/// `apply` either changes the progress and names what must happen next, or throws and changes
/// nothing. Every caller does what the actions say in the transaction that stores the progress.
package struct TakedownProgress: Sendable, Equatable {
    package var state: TakedownState
    /// The notice that the provider's next bundle must carry for this address.
    package var dueNotice: NoticeKind?
    /// Whether the provider written to is the one above the host.
    package var isEscalated: Bool
    package var firstNoticeAt: Timestamp?
    package var lastNoticeAt: Timestamp?
    /// The first of the looks in a row that found it gone.
    package var firstGoneAt: Timestamp?
    /// The last of the looks that counted towards gone.
    package var lastGoneAt: Timestamp?
    package var goneCount: Int
    /// The first of the looks in a row that had no answer.
    package var unreachableSince: Timestamp?

    package init(
        state: TakedownState = .traced, dueNotice: NoticeKind? = nil, isEscalated: Bool = false,
        firstNoticeAt: Timestamp? = nil, lastNoticeAt: Timestamp? = nil,
        firstGoneAt: Timestamp? = nil, lastGoneAt: Timestamp? = nil, goneCount: Int = 0,
        unreachableSince: Timestamp? = nil
    ) {
        self.state = state
        self.dueNotice = dueNotice
        self.isEscalated = isEscalated
        self.firstNoticeAt = firstNoticeAt
        self.lastNoticeAt = lastNoticeAt
        self.firstGoneAt = firstGoneAt
        self.lastGoneAt = lastGoneAt
        self.goneCount = goneCount
        self.unreachableSince = unreachableSince
    }

    /// First notice to the first of the looks that found it gone; `nil` when nobody was told
    /// before.
    package var timeToRemoval: Duration? {
        guard state == .gone, let firstNoticeAt, let firstGoneAt, firstGoneAt >= firstNoticeAt
        else { return nil }
        return firstGoneAt - firstNoticeAt
    }
}

/// What happens to a removal.
package enum TakedownEvent: Sendable, Equatable {
    /// The trace named a provider that can be written to.
    case contactFound(NoticeMode)
    /// The trace named nobody who can be written to.
    case contactMissing
    case confirmed
    case held
    case released(NoticeMode)
    /// The notice that was due is written down and on its way.
    case noticeComposed
    /// A notice that was written down did not leave, because another of its addresses was held.
    case noticeCancelled(NoticeKind)
    /// A notice that carries this address was accepted by the mail relay.
    case noticeSent(NoticeKind)
    /// The mail relay refused the notice for good.
    case noticeRefused
    /// Just before writing, the host had changed hands or address.
    case hostChanged
    /// Just before writing, the host's name no longer existed.
    case hostVanished
    /// We looked. `upstreamKnown` says whether the network above can be written to.
    case looked(Finding, upstreamKnown: Bool)
    case withdrawn
    /// It is there again after it was gone, or wanted removed again after it was withdrawn.
    case reappeared
}

/// What must happen next, in the same transaction as the change.
package enum TakedownAction: Sendable, Equatable {
    /// Put the address into the provider's next bundle.
    case compose
    /// Find out anew who hosts it.
    case trace
    /// Look at that moment.
    case recheck(at: Timestamp)
    /// Write to the network above from now on, then `compose`.
    case escalate
    /// Days have passed and the network above is unknown too: a person should see it.
    case tellPerson
    /// Nothing more is asked of anybody: the incident may be settled.
    case finish
}

/// An event that cannot happen in this state.
package enum TakedownTransitionError: CodedError, Equatable {
    case notPossible(from: TakedownState)

    package var code: String { "takedown.transition-not-possible" }
}
