// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import ReportFormats

/// What an import came to, or has come to so far.
package struct ImportResult: Sendable, Equatable {
    // LIMIT: bad rows named; the others are counted.
    package static let badRowsNamedMax = 100

    // LIMIT: held fingerprints named; all of them are in the quarantine.
    package static let heldNamedMax = 100

    /// A fingerprint that was put into quarantine, and why.
    package struct Held: Sendable, Equatable {
        package let fingerprint: Fingerprint
        package let cause: HoldCause
        /// What it collides with; `nil` where the fingerprint alone is the cause.
        package let collision: Collision?
    }

    /// The entry of another list that says otherwise.
    package struct Collision: Sendable, Equatable {
        package let listName: String
        /// What the entry says of itself, such as what its picture shows.
        package let note: String?
        /// Bits that differ: 0 to 256.
        package let distance: Int
    }

    package let format: HashListFormat
    package internal(set) var byteCount = 0
    /// Rows read, good and bad.
    package internal(set) var rowCount = 0
    /// Fingerprints that were new to the list; a row may have several.
    package internal(set) var addedCount = 0
    /// Fingerprints that the list had, withdrawn ones too, or that the file names twice.
    package internal(set) var presentCount = 0
    package internal(set) var badCount = 0
    /// Of those added, how many went into quarantine.
    package internal(set) var heldCount = 0
    /// The first ones.
    package internal(set) var held: [Held] = []
    /// The first ones, and what ended the reading.
    package internal(set) var badRows: [BadRow] = []
    /// Whether the file was given up before its end; the last bad row says why.
    package internal(set) var isCutShort = false
    /// Whether the benign lists have more pictures than an import is compared with, so that some of
    /// what was added may look like one of theirs.
    package internal(set) var isComparedInPart = false
    /// Whether what is good of the file counts.
    package internal(set) var isKept = true

    mutating func note(_ bad: BadRow, endsReading: Bool) {
        badCount += 1
        if endsReading, badRows.count == Self.badRowsNamedMax { badRows.removeLast() }
        if badRows.count < Self.badRowsNamedMax { badRows.append(bad) }
    }
}
