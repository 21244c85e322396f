// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
package import Storage

/// Reads what people are called, in a page's own transaction.
package enum PeopleReading {
    /// Accounts' names, by their identifiers; those of accounts that are gone are left out.
    package static func names(
        of ids: [String], in transaction: any SQLTransaction
    ) throws -> [String: String] {
        try Set(ids).reduce(into: [:]) { names, text in
            names[text] = try Account.ID(text).flatMap {
                try AccountStore().find($0, in: transaction)?.name
            }
        }
    }
}
