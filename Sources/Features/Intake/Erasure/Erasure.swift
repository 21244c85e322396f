// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Storage

/// Somebody's wish to have a report erased, and what became of it.
///
/// Why is one of a few causes and not a sentence: a sentence would name whoever asked.
package struct Erasure: Sendable, Equatable {
    package typealias ID = Identifier<Erasure>

    /// Why a report is to be erased.
    package enum Cause: String, CaseIterable, Sendable, SQLConvertible {
        /// Whoever reported asked for it, and showed that the report is theirs.
        case reporterAsked = "reporter-asked"
        /// A court or an authority for data protection said so.
        case ordered
        /// It was never meant for a hotline.
        case sentByMistake = "sent-by-mistake"
        /// It was kept as long as it may be.
        case keptLongEnough = "kept-long-enough"
    }

    /// Why a second person said no.
    package enum Refusal: String, CaseIterable, Sendable, SQLConvertible {
        /// Police or a court need what is in it.
        case neededAsEvidence = "needed-as-evidence"
        /// Nobody showed that the report is theirs.
        case notShownToBeTheirs = "not-shown-to-be-theirs"
        case askedByMistake = "asked-by-mistake"
    }

    package enum State: String, CaseIterable, Sendable, SQLConvertible {
        /// Nothing is erased before somebody else has agreed.
        case waiting
        case done
        case refused

        /// What happens to a wish.
        package enum Event: String, CaseIterable, Sendable {
            /// Somebody else agreed, or the operator erased it.
            case agreed
            /// Somebody said no, or who asked took it back.
            case refused
        }

        /// Every move there is: what was decided stays decided.
        package static let table = TransitionTable<State, Event> { event in
            switch event {
            case .agreed: [.from([.waiting], to: .done)]
            case .refused: [.from([.waiting], to: .refused)]
            }
        }
    }

    package let id: ID
    package let reportID: ReportID
    package let cause: Cause
    package let askedBy: AuditActor
    package let askedAt: Timestamp
    package let state: State
    package let decidedBy: AuditActor?
    package let decidedAt: Timestamp?
    package let refusal: Refusal?
}

/// Why a report was not erased, or not refused to be.
package enum ErasureError: CodedError, Equatable {
    /// There is no such report.
    case reportUnknown
    /// Its key was destroyed before.
    case erasedBefore
    /// Nobody asked for that.
    case unknown
    /// Somebody has agreed or refused already.
    case decided
    /// Who asked cannot agree: somebody else with an account has to.
    case secondPersonNeeded

    package var code: String {
        switch self {
        case .reportUnknown: "erasure.report-unknown"
        case .erasedBefore: "erasure.erased-before"
        case .unknown: "erasure.unknown"
        case .decided: "erasure.decided"
        case .secondPersonNeeded: "erasure.second-person-needed"
        }
    }
}
