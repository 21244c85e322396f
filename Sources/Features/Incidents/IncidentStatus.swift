// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// Where an incident stands: a state machine that only `apply` moves.
package enum IncidentStatus: String, CaseIterable, Sendable, Codable {
    /// Stored; nothing was done yet.
    case received
    /// Being fetched, fingerprinted and compared.
    case examining
    /// A person has to look.
    case awaitingAssessment = "awaiting-assessment"
    /// To be removed: decided by a person, or by a match on a trusted list.
    case actionable
    /// To be removed, and nobody can be asked to: a person must find somebody, or let it be.
    case stranded
    /// Somebody who can remove it was told.
    case noticed
    /// Seen gone, twice.
    case removed
    /// Nothing more will be done.
    case closed

    /// What happened to an incident.
    package enum Event: String, CaseIterable, Sendable {
        /// A worker took it up. Happens again when the worker was interrupted.
        case examinationStarted = "examination-started"
        /// The examination ended without a decision: a person has to look.
        case personNeeded = "person-needed"
        /// Policy or a person decided that it must be removed.
        case foundActionable = "found-actionable"
        /// No address leads to anybody who could be told, or everybody refuses mail.
        case nobodyToAsk = "nobody-to-ask"
        /// Somebody was found who can be told.
        case somebodyToAsk = "somebody-to-ask"
        /// A notice went out. Happens again for each re-notice.
        case noticeSent = "notice-sent"
        /// It was gone at two looks in a row.
        case seenGone = "seen-gone"
        /// It is back after having been gone.
        case seenAgain = "seen-again"
        /// A person decided that nothing (more) is to be done.
        case settled
        /// Its record was erased: nothing more can be done.
        case erased
        /// A person takes it up again.
        case reopened
    }

    /// Every move there is.
    package static let table = TransitionTable<IncidentStatus, Event> { event in
        switch event {
        case .examinationStarted:
            [.from([.received, .examining, .awaitingAssessment], to: .examining)]
        case .personNeeded:
            [
                .from(
                    [.received, .examining, .awaitingAssessment, .actionable],
                    to: .awaitingAssessment)
            ]
        case .foundActionable:
            [
                .from(
                    [.received, .examining, .awaitingAssessment, .actionable, .stranded],
                    to: .actionable)
            ]
        case .nobodyToAsk: [.from([.actionable, .noticed], to: .stranded)]
        case .somebodyToAsk: [.from([.stranded], to: .actionable)]
        case .noticeSent: [.from([.actionable, .stranded, .noticed], to: .noticed)]
        case .seenGone: [.from([.actionable, .stranded, .noticed], to: .removed)]
        case .seenAgain: [.from([.removed], to: .actionable)]
        case .settled:
            [
                .from(
                    [.received, .awaitingAssessment, .actionable, .stranded, .noticed, .removed],
                    to: .closed)
            ]
        case .erased:
            [
                .from(
                    [
                        .received, .examining, .awaitingAssessment, .actionable, .stranded,
                        .noticed,
                    ], to: .closed)
            ]
        case .reopened: [.from([.closed, .removed], to: .awaitingAssessment)]
        }
    }

    /// Whether `event` can happen to an incident that stands here.
    package func allows(_ event: Event) -> Bool { Self.table.allows(event, in: self) }

    /// Moves to the state that `event` leads to.
    /// - Throws: `IncidentTransitionError` when the event cannot happen in this state; the state is
    ///   then unchanged.
    package mutating func apply(_ event: Event) throws(IncidentTransitionError) {
        guard let next = Self.table.next(after: event, in: self) else {
            throw .notAllowed(from: self, event: event)
        }
        self = next
    }
}

extension IncidentStatus: SQLConvertible {}

/// An event that cannot happen to an incident where it stands.
package enum IncidentTransitionError: CodedError, Equatable {
    case notAllowed(from: IncidentStatus, event: IncidentStatus.Event)

    package var code: String { "incident.transition-not-allowed" }
}
