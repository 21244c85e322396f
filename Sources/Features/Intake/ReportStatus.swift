// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore

/// What a receipt's holder is told: never an address, a name or a classification.
package struct ReportStatus: Sendable, Equatable {
    package let receivedAt: Timestamp
    /// In the order of the report's addresses.
    package let incidents: [Progress]

    package struct Progress: Sendable, Equatable {
        package let stage: Stage
        package let changedAt: Timestamp
    }

    /// The words for the public; fewer than the states behind them.
    package enum Stage: String, CaseIterable, Sendable {
        case received
        case beingExamined = "being-examined"
        /// A person looks at it.
        case underReview = "under-review"
        /// It is being acted on.
        case inAction = "in-action"
        case removed
        case closed

        package init(_ status: IncidentStatus) {
            switch status {
            case .received: self = .received
            case .examining: self = .beingExamined
            case .awaitingAssessment: self = .underReview
            case .actionable, .stranded, .noticed: self = .inAction
            case .removed: self = .removed
            case .closed: self = .closed
            }
        }
    }
}
