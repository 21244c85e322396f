// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import ReportFormats

/// What came of an import.
package struct ImportReport: Sendable {
    // LIMIT: bad rows that are named; the others are counted.
    package static let badRowsMax = 100

    package let importID: HashImport.ID
    package let format: HashListFormat
    package internal(set) var state = ImportState.running
    package internal(set) var counts = ImportCounts()
    /// The first bad rows, in the order of the file.
    package internal(set) var badRows: [BadRow] = []
    /// Whether the file was given up before its end; the last bad row says why.
    package internal(set) var isCutShort = false

    mutating func add(_ row: BadRow, isLast: Bool) {
        counts.bad += 1
        // What ended the reading is always named.
        if isLast, badRows.count == Self.badRowsMax { badRows.removeLast() }
        if badRows.count < Self.badRowsMax { badRows.append(row) }
    }
}

/// How far an import is.
package struct ImportProgress: Sendable, Equatable {
    package let byteCount: Int
    /// Good and bad ones.
    package let rowCount: Int
}
