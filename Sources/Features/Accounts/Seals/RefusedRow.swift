// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// A row that this installation did not write as it stands there, and that counts as absent.
struct RefusedRow: Hashable, Sendable {
    enum Cause: Hashable, Sendable {
        /// The seal is missing, of another key, or does not fit the row.
        case seal(String)
        /// It was so once: the audit log tells of changes that the row knows nothing of.
        case rolledBack

        var text: String {
            switch self {
            case .seal(let flaw): flaw
            case .rolledBack: "rolled-back"
            }
        }
    }

    let table: SealedTable
    let cause: Cause
    /// Whose row it claims to be.
    let subject: AuditSubject
    /// Tells one row in one state from others, and nothing of what is in it.
    let mark: String
}

/// The tables whose rows carry seals.
package enum SealedTable: String, CaseIterable, Sendable {
    case account
    case session
    case signInLink = "sign_in_link"
    case provider
    case providerToken = "provider_token"
}
