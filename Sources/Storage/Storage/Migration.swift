// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

/// One forward step of the schema: the same tables in each engine's own words.
///
/// A released migration never changes; a mistake is put right by the next one.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    private let sqlite: String
    private let postgres: String

    package init(version: Int, name: String, sqlite: String, postgres: String) {
        self.version = version
        self.name = name
        self.sqlite = sqlite
        self.postgres = postgres
    }

    /// Makes a migration from the bytes of two embedded files.
    package init(_ version: Int, _ name: String, sqlite: [UInt8], postgres: [UInt8]) {
        self.init(
            version: version, name: name, sqlite: String(decoding: sqlite, as: UTF8.self),
            postgres: String(decoding: postgres, as: UTF8.self))
    }

    /// SHA-256 of the engine's file, in hexadecimal: what tells that a file was edited after it
    /// ran.
    package func checksum(for dialect: SQLDialect) -> String {
        Hexadecimal.encode(SHA256.hash(data: Array(text(for: dialect).utf8)))
    }

    /// The statements of the engine's file, which end with `;` at the end of a line.
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
        for line in text(for: dialect).split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line)
            if line.last(where: { !$0.isWhitespace }) == ";", !line.isComment { finish() }
        }
        finish()
        return statements
    }

    private func text(for dialect: SQLDialect) -> String {
        switch dialect {
        case .sqlite: sqlite
        case .postgres: postgres
        }
    }
}

extension Substring {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
    fileprivate var isComment: Bool { drop(while: \.isWhitespace).hasPrefix("--") }
}
