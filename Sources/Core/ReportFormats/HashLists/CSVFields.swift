// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The fields of one record.
enum CSVFields {
    /// What fields are separated by, the usual first.
    static let separators: [UInt8] = [",", ";", "\t", "|"].compactMap(\.utf8.first)

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
