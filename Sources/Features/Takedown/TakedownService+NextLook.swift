// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
package import NightlightCore
package import Storage

extension TakedownService {
    /// When each address is looked at next; left out where no look is planned.
    package func nextLooks(
        of takedowns: [Takedown], in transaction: any SQLTransaction
    ) throws -> [Takedown.ID: Timestamp] {
        try takedowns.reduce(into: [:]) { looks, takedown in
            let job = try jobs.job(
                kind: .recheck, key: TakedownBook.recheckKey(takedown), in: transaction)
            looks[takedown.id] = job?.availableAt
        }
    }
}
