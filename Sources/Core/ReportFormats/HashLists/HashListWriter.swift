// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Writes lists of fingerprints that the readers, and everybody else's, read back.
package struct HashListWriter: Sendable {
    package enum Format: Sendable {
        case csv, lines
    }

    private let format: Format

    package init(format: Format) {
        self.format = format
    }

    /// What comes before the first row.
    package var header: String {
        switch format {
        case .csv: "md5,sha1,sha256,pdq,classification,note\r\n"
        case .lines: ""
        }
    }

    /// One row, with its line end; lines have one for each fingerprint, and no notes.
    package func text(of row: HashListRow) -> String {
        switch format {
        case .csv:
            let hashes = HashKind.allCases.map { kind in
                row.fingerprints.first { $0.kind == kind }?.hex ?? ""
            }
            let fields = hashes + [row.category ?? "", row.note ?? ""]
            return fields.map(Self.quoted).joined(separator: ",") + "\r\n"
        case .lines:
            // A third word must be one word.
            let category = row.category.map { text in
                String(text.map { $0.isWhitespace ? "_" : $0 })
            }
            return row.fingerprints.map { fingerprint in
                fingerprint.kind.rawValue + " " + fingerprint.hex
                    + (category.map { " " + $0 } ?? "") + "\n"
            }.joined()
        }
    }

    private static func quoted(_ field: String) -> String {
        let mustQuote = field.utf8.contains { [0x22, 0x2c, 0x3b, 0x0a, 0x0d].contains($0) }
        return mustQuote ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
}
