// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import ReportFormats
import Storage

/// What becomes of a file with bad rows.
package enum ImportPolicy: String, CaseIterable, Sendable, SQLConvertible {
    /// Good rows count as soon as their batch is stored; bad ones are named and left out.
    case keepGood = "keep-good"
    /// Nothing counts before the whole file was read without a bad row.
    case allOrNothing = "all-or-nothing"
}

/// What an import came to.
package struct ImportResult: Sendable, Equatable {
    // LIMIT: bad rows named; a file with more of them is of another format.
    package static let badRowsNamedMax = 100

    package internal(set) var rowCount = 0
    /// Fingerprints that were new to the list.
    package internal(set) var addedCount = 0
    /// Fingerprints that the list had, or the file names twice.
    package internal(set) var knownCount = 0
    package internal(set) var badCount = 0
    /// The first ones.
    package internal(set) var badRows: [BadRow] = []
    /// Whether anything of the file counts.
    package internal(set) var isKept = true

    mutating func note(_ bad: BadRow) {
        badCount += 1
        if badRows.count < Self.badRowsNamedMax { badRows.append(bad) }
    }
}
