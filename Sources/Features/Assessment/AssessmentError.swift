// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore

/// What can go wrong when somebody decides about an incident.
package enum AssessmentError: CodedError, Equatable {
    case incidentNotFound
    /// No such scheme, or no such class in it.
    case unknownValue
    /// Somebody else decided since the page was read: read again, then decide.
    case changedMeanwhile
    /// Longer than `AssessmentLimits.reasonBytesMax`.
    case reasonTooLong
    /// The incident is not waiting for a decision and cannot take one now.
    case notPossible(from: IncidentStatus)

    package var code: String {
        switch self {
        case .incidentNotFound: "assessment.incident-not-found"
        case .unknownValue: "assessment.unknown-value"
        case .changedMeanwhile: "assessment.changed-meanwhile"
        case .reasonTooLong: "assessment.reason-too-long"
        case .notPossible: "assessment.not-possible"
        }
    }
}

/// The bounds of a decision.
package enum AssessmentLimits {
    // LIMIT: 4,000 bytes, about a printed page: a reason, not a report.
    package static let reasonBytesMax = 4_000
}
