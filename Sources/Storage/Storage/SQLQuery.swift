// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A statement with its bound values, written as a string literal.
///
/// Interpolation binds; it never concatenates: `"SELECT id FROM job WHERE kind = \(kind)"` has one
/// parameter. Raw text enters only as a `SQLFragment`, which only `SQLDialect` can make, so text
/// that came from outside can never become SQL.
package struct SQLQuery: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
    }

    private(set) var parts: [Part]

    package init(stringLiteral value: String) { parts = [.text(value)] }
    package init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

    package struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            parts.append(.value(value.sqlValue))
        }

        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            parts.append(.value(value.sqlValue))
        }

        package mutating func appendInterpolation(_ value: SQLValue) {
            parts.append(.value(value))
        }

        package mutating func appendInterpolation(_ fragment: SQLFragment) {
            parts.append(.text(fragment.text))
        }

        /// A parenthesised list, for `IN`.
        ///
        /// `WHERE kind IN \(list: kinds)`; an empty list matches nothing.
        package mutating func appendInterpolation(
            list values: some Collection<some SQLConvertible>
        ) {
            guard !values.isEmpty else { return parts.append(.text("(NULL)")) }
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.sqlValue))
            }
            parts.append(.text(")"))
        }

        /// A case's own word, written out: for the condition of a partial index, which engines
        /// recognise in a statement only as it stands there.
        package mutating func appendInterpolation<Case>(word value: Case)
        where Case: CaseIterable & RawRepresentable & SQLConvertible, Case.RawValue == String {
            let word = value.rawValue
            precondition(
                word.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") },
                "a stored word has small letters and hyphens only")
            parts.append(.text("'\(word)'"))
        }

        /// Another query inside this one, with its own values.
        package mutating func appendInterpolation(query: SQLQuery) {
            parts.append(contentsOf: query.parts)
        }
    }

    package static func + (left: SQLQuery, right: SQLQuery) -> SQLQuery {
        var joined = left
        joined.parts.append(contentsOf: right.parts)
        return joined
    }

    package static func += (left: inout SQLQuery, right: SQLQuery) {
        left.parts.append(contentsOf: right.parts)
    }

    /// The statement with the engine's placeholders (`?1` or `$1`), and its values in that order.
    package func rendered(for dialect: SQLDialect) -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let literal):
                text += literal
            case .value(let value):
                values.append(value)
                text += dialect.placeholder(values.count)
            }
        }
        return (text, values)
    }
}

/// Raw SQL text that this module vouches for.
package struct SQLFragment: Sendable {
    let text: String
}
