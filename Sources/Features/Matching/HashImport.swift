// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Storage

/// One import of a file into a list, on record whatever came of it.
package struct HashImport: Sendable, Equatable {
    package typealias ID = Identifier<HashImport>

    package enum State: String, CaseIterable, Sendable, SQLConvertible {
        case running
        case done
        /// Nothing was kept, because of bad rows.
        case rejected
        /// Interrupted, or another import of the same list began.
        case abandoned
    }

    package let id: ID
    package let listID: HashList.ID
    package let policy: ImportPolicy
    package let state: State
    package let startedBy: AuditActor
    package let startedAt: Timestamp
    package let endedAt: Timestamp?
    package let readCount: Int
    package let addedCount: Int
    package let presentCount: Int
    package let badCount: Int
    /// Of those added, how many went into quarantine.
    package let heldCount: Int
}

/// What becomes of the good rows of a file that has bad ones.
package enum ImportPolicy: String, CaseIterable, Sendable, SQLConvertible {
    /// They count as soon as their batch is stored; bad ones are named and left out.
    case keepGood = "keep-good"
    /// Nothing counts before the whole file was read without a bad row.
    case allOrNothing = "all-or-nothing"
}
