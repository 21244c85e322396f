// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import ReportFormats

/// One fingerprint of a file that is imported, with what the file says beside it.
struct IncomingEntry: Sendable, Hashable {
    // LIMIT: characters kept of a category and of a note: a word, and a line on a page. What a
    // source wants to say at length belongs to its own records.
    static let categoryCharactersMax = 40
    static let noteCharactersMax = 200

    let fingerprint: Fingerprint
    let category: String?
    let note: String?

    init(_ fingerprint: Fingerprint, category: String? = nil, note: String? = nil) {
        self.fingerprint = fingerprint
        self.category = category
        self.note = note
    }

    /// The fingerprints of one row, each with the row's category and note.
    static func entries(of row: HashListRow) -> [IncomingEntry] {
        let category = row.category.flatMap {
            MatchingText.line(of: $0, charactersMax: categoryCharactersMax)
        }
        let note = row.note.flatMap {
            MatchingText.line(of: $0, charactersMax: noteCharactersMax)
        }
        return row.fingerprints.map { IncomingEntry($0, category: category, note: note) }
    }
}
