// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Writes lists of fingerprints that the readers, and everybody else's, read back.
///
/// ```swift
/// var writer = HashListWriter(format: .csv)
/// out(writer.header)
/// for row in rows { out(writer.text(of: row)) }
/// out(writer.footer)
/// ```
package struct HashListWriter: Sendable {
    private let format: HashListFormat
    private var rowCount = 0

    package init(format: HashListFormat) {
        self.format = format
    }

    /// What comes before the first row.
    package var header: String {
        switch format {
        case .csv: "md5,sha1,sha256,pdq,classification,note\r\n"
        case .lines: "# TYPE HASH\n"
        case .vpdq: ""
        case .vics: "{\"@odata.context\":\"\(Self.mediaContext)\",\"value\":["
        }
    }

    /// What comes after the last row.
    package var footer: String {
        switch format {
        case .csv, .lines, .vpdq: ""
        case .vics: "\n]}\n"
        }
    }

    /// Whether the format has a place for a kind of fingerprint: VICS has none for PDQ, and a list
    /// of frames for nothing else.
    package func carries(_ kind: HashKind) -> Bool {
        switch format {
        case .csv, .lines: true
        case .vics: kind != .pdq
        case .vpdq: kind == .pdq
        }
    }

    /// One row, with its line end; lines have one for each fingerprint, and no notes.
    ///
    /// Of VICS, digits are capitals, as in the sets that are given out, and the media's number is
    /// the note where that is a number, or else its place. A video's frame has the number, quality
    /// and time that its note says, as after reading one; a picture has its place and quality 100.
    /// Empty for a row of which the format carries nothing.
    package mutating func text(of row: HashListRow) -> String {
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
                let scalars = text.unicodeScalars.map {
                    $0.properties.isWhitespace ? Unicode.Scalar("_") : $0
                }
                return String(String.UnicodeScalarView(scalars))
            }
            return row.fingerprints.map { fingerprint in
                fingerprint.kind.rawValue + " " + fingerprint.hex
                    + (category.map { " " + $0 } ?? "") + "\n"
            }.joined()
        case .vics: return media(row)
        case .vpdq: return frames(row)
        }
    }

    /// A frame for each picture, numbered as it was read or else by its place, a second each.
    private mutating func frames(_ row: HashListRow) -> String {
        row.fingerprints.filter { carries($0.kind) }.map { pdq in
            defer { rowCount += 1 }
            let frame =
                row.note.flatMap { FrameNote($0) }
                ?? FrameNote(frame: rowCount, quality: 100, seconds: "\(rowCount).000")
            return "\(frame.frame),\(frame.quality),\(pdq.hex),\(frame.seconds)\n"
        }.joined()
    }

    private static let mediaContext =
        "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/CUSTOM/$metadata#Media"

    private mutating func media(_ row: HashListRow) -> String {
        let hashes = row.fingerprints.filter { carries($0.kind) }
        guard !hashes.isEmpty else { return "" }
        rowCount += 1
        let number = row.note.flatMap { Int($0) } ?? rowCount
        var members: [JSONValue.Member] = [.init("MediaID", .number(String(number)))]
        if let category = row.category {
            let value = row.categoryNumber.map { JSONValue.number(String($0)) }
            members.append(.init("Category", value ?? .string(category)))
        }
        members += hashes.map { .init($0.kind.rawValue.uppercased(), .string($0.hex.uppercased())) }
        let text = JSONValue.object(members).json()
        return (rowCount == 1 ? "\n" : ",\n") + text
    }

    private static func quoted(_ text: String) -> String {
        let field = SpreadsheetText.harmless(text)
        let mustQuote = field.utf8.contains { [0x22, 0x2c, 0x3b, 0x0a, 0x0d].contains($0) }
        return mustQuote ? "\"" + field.replacing(scalar: "\"", with: "\"\"") + "\"" : field
    }
}
