// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
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
        /// A notice went out. Happens again for each re-notice.
        case noticeSent = "notice-sent"
        /// It was gone at two looks in a row.
        case seenGone = "seen-gone"
        /// It is back after having been gone.
        case seenAgain = "seen-again"
        /// A person decided that nothing (more) is to be done.
        case settled
        /// A person takes it up again.
        case reopened
    }

    /// Moves to the state that `event` leads to.
    /// - Throws: `IncidentTransitionError` when the event cannot happen in this state; the state is
    ///   then unchanged.
    package mutating func apply(_ event: Event) throws(IncidentTransitionError) {
        guard let next = self.next(after: event) else {
            throw IncidentTransitionError.notAllowed(from: self, event: event)
        }
        self = next
    }

    private func next(after event: Event) -> IncidentStatus? {
        switch (event, self) {
        case (.examinationStarted, .received), (.examinationStarted, .examining),
            (.examinationStarted, .awaitingAssessment):
            .examining
        case (.personNeeded, .received), (.personNeeded, .examining),
            (.personNeeded, .awaitingAssessment), (.personNeeded, .actionable):
            .awaitingAssessment
        case (.foundActionable, .received), (.foundActionable, .examining),
            (.foundActionable, .awaitingAssessment), (.foundActionable, .actionable):
            .actionable
        case (.noticeSent, .actionable), (.noticeSent, .noticed): .noticed
        case (.seenGone, .actionable), (.seenGone, .noticed): .removed
        case (.seenAgain, .removed): .actionable
        case (.settled, .received), (.settled, .awaitingAssessment), (.settled, .actionable),
            (.settled, .noticed), (.settled, .removed):
            .closed
        case (.reopened, .closed), (.reopened, .removed): .awaitingAssessment
        case (.examinationStarted, _), (.personNeeded, _), (.foundActionable, _),
            (.noticeSent, _), (.seenGone, _), (.seenAgain, _), (.settled, _), (.reopened, _):
            nil
        }
    }
}

extension IncidentStatus: SQLConvertible {}

/// An event that cannot happen to an incident where it stands.
package enum IncidentTransitionError: CodedError, Equatable {
    case notAllowed(from: IncidentStatus, event: IncidentStatus.Event)

    package var code: String { "incident.transition-not-allowed" }
}
