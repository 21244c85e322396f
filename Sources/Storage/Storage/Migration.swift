// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

/// One forward step of the schema, written once and heard by each engine in its own words.
///
/// A released migration never changes; a mistake is put right by the next one.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    private let source: String

    /// - Parameter source: statements in the words of `MigrationWord`, each of which ends with `;`
    ///   at the end of a line.
    package init(version: Int, name: String, source: String) {
        self.version = version
        self.name = name
        self.source = source
    }

    /// Makes a migration from the bytes of an embedded file.
    package init(_ version: Int, _ name: String, _ source: [UInt8]) {
        self.init(version: version, name: name, source: String(decoding: source, as: UTF8.self))
    }

    /// Words that no engine is known to understand: mistakes, found by a test.
    package var unknownWords: [String] { MigrationWord.unknown(in: source[...]) }

    /// SHA-256 of what the engine hears, in hexadecimal: what tells that a migration was edited
    /// after it ran.
    package func checksum(for dialect: SQLDialect) -> String {
        let text = MigrationWord.render(source[...], for: dialect)
        return Hexadecimal.encode(SHA256.hash(data: Array(text.utf8)))
    }

    /// What the engine runs.
    func statements(for dialect: SQLDialect) -> [SQLQuery] {
        var statements: [SQLQuery] = []
        var lines: [Substring] = []
        func finish() {
            let isBlank = lines.allSatisfy { $0.isBlank || $0.isComment }
            // The text is part of this program, embedded when it was built; nothing is
            // interpolated.
            if !isBlank {
                statements.append(SQLQuery(stringLiteral: lines.joined(separator: "\n")))
            }
            lines = []
        }
        let text = MigrationWord.render(source[...], for: dialect)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line)
            if line.last(where: { !$0.isWhitespace }) == ";", !line.isComment { finish() }
        }
        finish()
        return statements
    }
}

extension Substring {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
    fileprivate var isComment: Bool { drop(while: \.isWhitespace).hasPrefix("--") }
}
