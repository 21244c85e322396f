// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a report was not taken, or a receipt not answered.
package enum IntakeError: CodedError, Equatable {
    /// The draft breaks rules; each problem names its field.
    case invalid([IntakeProblem])
    /// There is no such receipt, or its secret is another: never said which.
    case receiptUnknown
    /// Too many receipts were looked up, by everybody together.
    case tooManyAttempts(retryAfterSeconds: Int)
    /// No free receipt number was found.
    case receiptNumbersExhausted
    /// There is no such report.
    case reportUnknown

    package var code: String {
        switch self {
        case .invalid: "intake.invalid"
        case .receiptUnknown: "intake.receipt-unknown"
        case .tooManyAttempts: "intake.too-many-attempts"
        case .receiptNumbersExhausted: "intake.receipt-numbers-exhausted"
        case .reportUnknown: "intake.report-unknown"
        }
    }
}
