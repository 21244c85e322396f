// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
package import NightlightCore
package import Storage

/// Reads what people are called, in a page's own transaction.
package enum PeopleReading {
    /// Accounts' names, by their identifiers; those of accounts that are gone are left out.
    package static func names(
        of ids: [AccountID], in transaction: any SQLTransaction
    ) throws -> [AccountID: String] {
        try Set(ids).reduce(into: [:]) { names, id in
            names[id] = try AccountStore.name(of: id, in: transaction)
        }
    }
}
