// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What makes an examination run again later.
package enum ExaminationError: CodedError, Equatable {
    /// The host did not answer, or asked to come back.
    case notFetchedYet

    package var code: String {
        switch self {
        case .notFetchedYet: "examination.not-fetched-yet"
        }
    }
}
