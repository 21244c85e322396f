// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Reads comma-separated values (RFC 4180) with a header line.
///
/// The columns `md5`, `sha1`, `sha256`, `pdq`, `classification` (or `category`) and `note` may come
/// in any order and number; others are passed over. A header with semicolons or tabs instead of
/// commas says that the whole file has them: that is what spreadsheets write in much of the world.
struct CSVHashListReader: RecordReader, Sendable {
    private enum Column: Sendable {
        case fingerprint(HashKind), category, note, other
    }

    var splitter = LineSplitter(quoted: true)
    private var separator = UInt8(ascii: ",")
    private var columns: [Column]?
    var rowNumber = 0
    var isBroken = false

    mutating func feed(_ bytes: [UInt8], isLast: Bool) -> [HashListItem] {
        var items = items(of: bytes, isLast: isLast)
        // A file of nothing but blank lines has no header either.
        if isLast, columns == nil, !isBroken { items.append(giveUp(1, .noHashColumn)) }
        return items
    }

    mutating func read(_ record: LineSplitter.Record) -> HashListItem? {
        switch record {
        case .tooLong(let line):
            return columns == nil ? giveUp(line, .noHashColumn) : bad(line, .rowTooLong)
        case .openQuote(let line): return bad(line, .truncated)
        case .text(let bytes, let line):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
            guard let columns else { return readHeader(bytes, line) }
            guard let fields = CSVFields.split(bytes, separator: separator) else {
                return bad(line, .badQuote)
            }
            return readRow(fields, columns, line)
        }
    }

    private mutating func readHeader(_ bytes: [UInt8], _ line: Int) -> HashListItem? {
        for candidate in [",", ";", "\t"].compactMap(\.utf8.first) where bytes.contains(candidate) {
            separator = candidate
            break
        }
        let names = CSVFields.split(bytes, separator: separator) ?? []
        let columns = names.map { name -> Column in
            let name = Substring(name).trimmingSpaces().lowercased()
            if let kind = HashKind(listName: name) { return .fingerprint(kind) }
            switch name {
            case "classification", "category": return .category
            case "note", "notes", "comment": return .note
            default: return .other
            }
        }
        let hasFingerprint = columns.contains {
            if case .fingerprint = $0 { true } else { false }
        }
        guard hasFingerprint else { return giveUp(line, .noHashColumn) }
        self.columns = columns
        return nil
    }

    private mutating func readRow(
        _ fields: [String], _ columns: [Column], _ line: Int
    ) -> HashListItem {
        guard fields.count <= columns.count || fields[columns.count...].allSatisfy(\.isEmpty) else {
            return bad(line, .tooManyFields)
        }
        var hashes: [(kind: HashKind, hex: String)] = []
        var category: String?
        var note: String?
        for (field, column) in zip(fields, columns) {
            let text = String(Substring(field).trimmingSpaces())
            switch column {
            case .fingerprint(let kind): hashes.append((kind, text))
            case .category: category = text.isEmpty ? nil : text
            case .note: note = text.isEmpty ? nil : text
            case .other: break
            }
        }
        switch HashListRow.fingerprints(hashes) {
        case .failure(let reason): return bad(line, reason)
        case .success(let fingerprints):
            rowNumber += 1
            return .row(
                HashListRow(
                    fingerprints: fingerprints, category: category, note: note, lineNumber: line))
        }
    }
}

/// The fields of one record.
enum CSVFields {
    /// `nil` when a quotation mark stands where none may.
    static func split(_ record: [UInt8], separator: UInt8) -> [String]? {
        let quote = UInt8(ascii: "\"")
        var fields: [String] = []
        var field: [UInt8] = []
        var index = 0
        while true {
            field.removeAll(keepingCapacity: true)
            if index < record.count, record[index] == quote {
                index += 1
                while true {
                    guard index < record.count else { return nil }
                    if record[index] != quote {
                        field.append(record[index])
                        index += 1
                    } else if index + 1 < record.count, record[index + 1] == quote {
                        field.append(quote)
                        index += 2
                    } else {
                        index += 1
                        break
                    }
                }
                guard index == record.count || record[index] == separator else { return nil }
            } else {
                while index < record.count, record[index] != separator {
                    if record[index] == quote { return nil }
                    field.append(record[index])
                    index += 1
                }
            }
            fields.append(String(decoding: field, as: UTF8.self))
            if index == record.count { return fields }
            index += 1
        }
    }
}

extension Substring {
    /// Without spaces and tabs at either end.
    ///
    /// By scalars: a mark that combines with a space makes another character of it.
    func trimmingSpaces() -> Substring {
        var text = unicodeScalars.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return Substring(text)
    }
}
