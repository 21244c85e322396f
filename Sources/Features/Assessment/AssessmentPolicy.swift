// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What follows from a match on a trusted list.
package struct AssessmentPolicy: Sendable, Equatable {
    package enum TrustedMatch: String, Sendable, CaseIterable, Codable {
        /// The incident becomes actionable by itself.
        ///
        /// The material was classified by people before, so that nobody needs to see it again.
        case automaticNotice = "automatic-notice"
        /// The incident waits for a person, like everything else.
        case personConfirms = "person-confirms"
    }

    /// A person by default: an installation turns automatic notices on for lists it has checked.
    package var trustedMatch: TrustedMatch

    package init(trustedMatch: TrustedMatch = .personConfirms) {
        self.trustedMatch = trustedMatch
    }
}
