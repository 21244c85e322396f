// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The words of a migration that the two engines hear differently, and those both understand.
///
/// A migration is written once. What stands in capitals is a word of the language and is known
/// here; names of tables and columns, and functions, are in small letters. Comments and texts in
/// quotes pass as they are. A word that is in neither list is a mistake, found by
/// `Migration.unknownWords`.
package enum MigrationWord {
    /// What each engine hears for a word of ours.
    ///
    /// Texts are compared byte for byte on both engines, so that both sort, and so page, alike.
    /// There is no word for a list of allowed values: the Swift type that is written to a column
    /// knows them (decision 0012).
    static let heard: [Substring: (sqlite: String, postgres: String)] = [
        "TEXT": ("TEXT", "text COLLATE \"C\""),
        "INTEGER": ("INTEGER", "bigint"),
        "BLOB": ("BLOB", "bytea"),
        // 0 and 1, as `SQLValue` has them.
        "BOOLEAN": ("INTEGER", "bigint"),
        // Microseconds since 1970.
        "TIME": ("INTEGER", "bigint"),
        // Ends every table: SQLite then holds columns to their types, as PostgreSQL always does.
        "STRICT": ("STRICT", ""),
    ]

    static let plain: Set<Substring> = [
        "ADD", "ALTER", "AND", "BETWEEN", "CASCADE", "CHECK", "COLUMN", "CREATE", "DEFAULT",
        "DELETE", "DESC", "DROP", "FROM", "IN", "INDEX", "INSERT", "INTO", "IS", "KEY", "NOT",
        "NULL", "ON", "OR", "PRIMARY", "REFERENCES", "SELECT", "SET", "TABLE", "UNIQUE", "UPDATE",
        "VALUES", "WHERE",
    ]

    /// A statement as an engine hears it.
    static func render(_ source: Substring, for dialect: SQLDialect) -> String {
        var text = ""
        forEachPiece(of: source) { piece, isWord in
            guard isWord, let heard = heard[piece] else { return text += piece }
            switch dialect {
            case .sqlite: text += heard.sqlite
            case .postgres: text += heard.postgres
            }
        }
        return text
    }

    /// Words in capitals that are in no list, in the order in which they stand.
    static func unknown(in source: Substring) -> [String] {
        var unknown: [String] = []
        forEachPiece(of: source) { piece, isWord in
            if isWord, heard[piece] == nil, !plain.contains(piece) { unknown.append(String(piece)) }
        }
        return unknown
    }

    /// Cuts a text into words with a capital, and everything between them.
    private static func forEachPiece(
        of source: Substring, _ body: (_ piece: Substring, _ isWord: Bool) -> Void
    ) {
        var rest = source
        while let first = rest.first {
            let end: Substring.Index
            var isWord = false
            if rest.hasPrefix("--") {
                end = rest.firstIndex(of: "\n") ?? rest.endIndex
            } else if first == "'" || first == "\"" {
                let close = rest.dropFirst().firstIndex(of: first)
                end = close.map(rest.index(after:)) ?? rest.endIndex
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                end = word.endIndex
                isWord = word.contains(where: \.isUppercase)
            } else {
                end = rest.index(after: rest.startIndex)
            }
            body(rest[..<end], isWord)
            rest = rest[end...]
        }
    }
}
