// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// One reading of a file into a list, on record whatever came of it.
package struct HashImport: Sendable, Hashable {
    package typealias ID = Identifier<HashImport>

    package let id: ID
    package let listID: HashList.ID
    package let policy: ImportPolicy
    package let state: ImportState
    package let startedAt: Timestamp
    package let endedAt: Timestamp?
    /// How far it came.
    package let counts: ImportCounts
}

/// What becomes of the good rows of a file that has bad ones.
package enum ImportPolicy: String, CaseIterable, Sendable {
    /// They are kept, and are there while the file is still being read.
    case keepGood = "keep-good"
    /// None is kept; and nothing is there before the whole file was read.
    case allOrNothing = "all-or-nothing"
}

package enum ImportState: String, CaseIterable, Sendable {
    case running
    case done
    /// Nothing was kept, because of bad rows.
    case rejected
    /// It ended in the middle: the process was stopped, or the file could not be read to its end.
    case abandoned
}

/// How many there were of what.
///
/// A row may have several fingerprints, each of which is an entry.
package struct ImportCounts: Sendable, Hashable {
    /// Good rows.
    package var read = 0
    /// Entries that the list did not have.
    package var added = 0
    /// Entries that the list had already, or that the file has twice.
    package var duplicate = 0
    /// Rows that could not be read.
    package var bad = 0

    package init() {}
}

extension ImportPolicy: SQLConvertible {}
extension ImportState: SQLConvertible {}
