// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

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
    /// The address was rechecked. `upstreamKnown` says whether the network above can be written to.
    case rechecked(Finding, upstreamKnown: Bool)
    case withdrawn
    /// It is there again after it was gone, or wanted removed again after it was withdrawn.
    case reappeared

    /// What happened, without what came with it: the row of the table.
    package enum Name: String, CaseIterable, Sendable {
        case contactFound, contactMissing, confirmed, held, released, noticeComposed
        case noticeCancelled, noticeSent, noticeRefused, hostChanged, hostVanished, rechecked
        case withdrawn, reappeared
    }

    package var name: Name {
        switch self {
        case .contactFound: .contactFound
        case .contactMissing: .contactMissing
        case .confirmed: .confirmed
        case .held: .held
        case .released: .released
        case .noticeComposed: .noticeComposed
        case .noticeCancelled: .noticeCancelled
        case .noticeSent: .noticeSent
        case .noticeRefused: .noticeRefused
        case .hostChanged: .hostChanged
        case .hostVanished: .hostVanished
        case .rechecked: .rechecked
        case .withdrawn: .withdrawn
        case .reappeared: .reappeared
        }
    }

    /// Whether the removal begins anew, with rechecks of its own.
    var beginsRound: Bool {
        switch name {
        case .hostChanged, .reappeared: true
        case .contactFound, .contactMissing, .confirmed, .held, .released, .noticeComposed,
            .noticeCancelled, .noticeSent, .noticeRefused, .hostVanished, .rechecked, .withdrawn:
            false
        }
    }
}

extension TakedownState {
    /// Every move there is; where it leads to one of several, the event's own facts decide.
    package static let table = TransitionTable<TakedownState, TakedownEvent.Name> { event in
        switch event {
        case .contactFound: [.from([.traced, .failed], toOneOf: [.queued, .awaitingConfirmation])]
        case .contactMissing: [.from([.traced, .queued, .awaitingConfirmation], to: .failed)]
        case .confirmed: [.from([.awaitingConfirmation], to: .queued)]
        case .held: [.from(openStates.subtracting([.held]), to: .held)]
        case .released:
            [.from([.held], toOneOf: [.queued, .awaitingConfirmation, .noticed, .escalated])]
        case .hostChanged: [.from([.queued, .noticed, .escalated, .failed], to: .traced)]
        case .hostVanished, .noticeComposed: [.staying(in: [.queued, .noticed, .escalated])]
        // What was under way when a person stepped in is taken everywhere: it did happen.
        case .noticeSent:
            [
                .from([.queued, .noticed, .escalated, .failed], toOneOf: [.noticed, .escalated]),
                .staying(in: [.traced, .awaitingConfirmation, .held, .gone, .withdrawn]),
            ]
        case .noticeRefused:
            [
                .from([.queued, .noticed, .escalated], to: .failed),
                .staying(in: [
                    .traced, .awaitingConfirmation, .held, .failed, .gone, .withdrawn,
                ]),
            ]
        case .noticeCancelled: [.staying(in: Set(allCases))]
        case .rechecked:
            [
                .staying(in: Set(allCases).subtracting([.withdrawn])),
                .from(openStates.subtracting([.held]), to: .gone),
                .from([.noticed], to: .escalated),
            ]
        case .withdrawn: [.from(openStates, to: .withdrawn)]
        case .reappeared: [.from([.gone, .withdrawn], to: .traced)]
        }
    }

    private static let openStates = Set(allCases.filter(\.isOpen))

    /// Whether `event` can happen to a removal that stands here; what came with it may still
    /// forbid it.
    package func allows(_ event: TakedownEvent.Name) -> Bool {
        Self.table.allows(event, in: self)
    }

    /// Whether `event` moves on from here.
    func isLeft(by event: TakedownEvent.Name) -> Bool {
        Self.table.targets(of: event, in: self) != [self]
    }
}

/// What must happen next, in the same transaction as the change.
package enum TakedownAction: Sendable, Equatable {
    /// Put the address into the provider's next bundle.
    case compose
    /// Find out anew who hosts it.
    case trace
    /// Recheck it at that moment.
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
