// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import NightlightCore

extension IntakeError: AdvisedError {
    var advice: String {
        switch self {
        case .reportUnknown: "There is no such report. See: nightlight report list"
        case .receiptUnknown: "There is no such receipt."
        case .invalid: "The report breaks rules."
        case .tooManyAttempts(let seconds): "Too many attempts. Try again in \(seconds) seconds."
        case .receiptNumbersExhausted: "No free number was found. Try again."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .reportUnknown, .receiptUnknown: .notFound
        case .invalid: .usage
        case .tooManyAttempts, .receiptNumbersExhausted: .unavailable
        }
    }
}

extension IncidentError: AdvisedError {
    var advice: String {
        switch self {
        case .unknown: "There is no such incident. See: nightlight report list"
        case .erased: "It was erased: its key is gone, and nobody can read it any more."
        }
    }

    var exitStatus: ExitStatus { .notFound }
}
