// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// How an engine would run a statement, as far as it tells whether a whole table is read.
package enum QueryPlan {
    /// A table that is read from its first row to its last.
    package struct FullScan: Sendable, Hashable, CustomStringConvertible {
        package let engine: SQLDialect
        package let table: String
        package let statement: String

        package var description: String {
            "\(engine.rawValue) reads all of \(table) for: \(statement)"
        }
    }

    /// Asks the engine, which does not run the statement.
    ///
    /// The first rows of an index, up to a `LIMIT`, are not a full scan.
    package static func fullScans(
        of query: SQLQuery, in transaction: any SQLTransaction
    ) throws -> [FullScan] {
        let statement = Self.oneLine(query.rendered(for: transaction.dialect).text)
        let tables: [String]
        switch transaction.dialect {
        case .sqlite:
            let lines = try transaction.all("EXPLAIN QUERY PLAN " + query) {
                try $0.get(3, as: String.self)
            }
            tables = Self.scannedBySQLite(
                lines, isOrdered: statement.contains(" ORDER BY ") && statement.contains(" LIMIT "))
        case .postgres:
            // On tables of a few rows it would rather read them all; these take the choice away.
            let switches: [(off: SQLQuery, back: SQLQuery)] = [
                ("SET LOCAL enable_seqscan = off", "SET LOCAL enable_seqscan TO DEFAULT"),
                ("SET LOCAL enable_hashjoin = off", "SET LOCAL enable_hashjoin TO DEFAULT"),
                ("SET LOCAL enable_mergejoin = off", "SET LOCAL enable_mergejoin TO DEFAULT"),
            ]
            let found = Self.scannedByPostgres(
                try Self.postgresPlan(of: query, without: switches, in: transaction))
            // Once it has counted few rows, it would also rather sort all than read an index in its
            // order up to a limit.
            let sorting: (off: SQLQuery, back: SQLQuery) = (
                "SET LOCAL enable_sort = off", "SET LOCAL enable_sort TO DEFAULT"
            )
            let isOrdered =
                try !found.isEmpty
                && Self.scannedByPostgres(
                    Self.postgresPlan(of: query, without: switches + [sorting], in: transaction)
                ).isEmpty
            tables = isOrdered ? [] : found
        }
        return tables.map {
            FullScan(engine: transaction.dialect, table: $0, statement: statement)
        }
    }

    private static func postgresPlan(
        of query: SQLQuery, without switches: [(off: SQLQuery, back: SQLQuery)],
        in transaction: any SQLTransaction
    ) throws -> [String] {
        for each in switches { try transaction.execute(each.off) }
        let lines = try transaction.all("EXPLAIN (COSTS OFF) " + query) {
            try $0.get(0, as: String.self)
        }
        for each in switches { try transaction.execute(each.back) }
        return lines
    }

    /// A statement with single spaces.
    package static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `SCAN job`, `SCAN job USING INDEX job_state`; not `SEARCH …`, `SCAN (subquery-1)`.
    ///
    /// In the order of an index, or of its integer key, a table is read up to the limit only.
    static func scannedBySQLite(_ lines: [String], isOrdered: Bool) -> [String] {
        let isSorted = lines.contains { $0.hasPrefix("USE TEMP B-TREE") }
        return lines.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 1, words[0] == "SCAN", words[1].first?.isLetter == true,
                words[1] != "CONSTANT", !words[1].hasPrefix("sqlite_"),
                !words[1].hasPrefix("pragma_")
            else { return nil }
            return isOrdered && !isSorted ? nil : words[1]
        }
    }

    /// `Seq Scan on job`, and an index that is read without a condition and without a limit.
    static func scannedByPostgres(_ lines: [String]) -> [String] {
        var tables: [String] = []
        // The nodes above the present one, each with its depth.
        var above: [(depth: Int, isLimit: Bool)] = []
        for (number, line) in lines.enumerated() {
            let text = line.drop { " ->".contains($0) }
            guard number == 0 || line.contains("->  ") else { continue }
            let depth = line.count - text.count
            above.removeAll { $0.depth >= depth }
            // Whoever sorts or counts reads everything below, whatever limit stands above.
            let isGreedy = text.hasPrefix("Sort") || text.contains("Aggregate")
            if isGreedy { above = [] }
            let words = text.split(separator: " ").map(String.init)
            if let on = words.firstIndex(of: "on"), on + 1 < words.count, text.contains("Scan") {
                let details = lines[(number + 1)...].prefix { !$0.contains("->  ") }
                let isBounded =
                    details.contains { $0.contains("Index Cond:") }
                    || text.hasPrefix("Bitmap Heap Scan")
                    || (!text.hasPrefix("Seq Scan") && above.contains(where: \.isLimit))
                if !isBounded { tables.append(words[on + 1]) }
            }
            above.append((depth, text.hasPrefix("Limit")))
        }
        return tables
    }
}
