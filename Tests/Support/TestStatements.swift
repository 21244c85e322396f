// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The statements that stand in the sources of tests, which may read what they like.
enum TestStatements {
    /// Whether a rendered statement is one of them.
    static func contains(_ statement: String) -> Bool {
        let text = squeezed(statement)[...]
        return known.contains { matches(text, $0) }
    }

    /// Each statement as its texts between what was interpolated.
    private static let known: [[String]] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == "swift" }
            .flatMap { file in
                (try? String(contentsOf: file, encoding: .utf8)).map(statements(in:)) ?? []
            }
    }()

    /// The string literals of a source file that begin with a verb of SQL.
    static func statements(in source: String) -> [[String]] {
        // Many lines first: their quotation marks would otherwise be taken for three empty ones.
        let literals = source.split(separator: "\"\"\"", omittingEmptySubsequences: false)
            .enumerated()
            .flatMap { index, part in
                index.isMultiple(of: 2)
                    ? part.split(separator: "\n").flatMap(literalsOfOneLine) : [String(part)]
            }
        return literals.filter { literal in
            let text = literal.drop(while: \.isWhitespace)
            return ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "].contains {
                text.hasPrefix($0)
            }
        }.map { pieces(of: $0) }
            // What begins with a verb and nothing more would stand for every statement.
            .filter { ($0.first?.count ?? 0) > 8 }
    }

    private static func literalsOfOneLine(_ line: Substring) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
    }

    /// `WHERE id = \(id)` becomes `WHERE id =` and nothing behind it.
    private static func pieces(of literal: String) -> [String] {
        var pieces = [""]
        var depth = 0
        var previous: Character = " "
        for character in literal {
            if depth > 0 {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
            } else if previous == "\\", character == "(" {
                depth = 1
                pieces[pieces.count - 1].removeLast()
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
            previous = character
        }
        return pieces.map(squeezed)
    }

    /// Whether the pieces follow each other, the first at the beginning and the last at the end.
    private static func matches(_ text: Substring, _ pieces: [String]) -> Bool {
        guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first) else {
            return false
        }
        guard pieces.count > 1 else { return text == first }
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
