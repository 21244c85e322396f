// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension QueryPlan {
    /// A full scan that is meant.
    struct Allowed: Sendable {
        /// How the statement begins, with single spaces.
        let statement: String
        let reason: String
    }

    /// Take an entry away with its statement; add one with its reason.
    static let allowed: [Allowed] = [
        Allowed(
            statement: "SELECT version, checksum FROM schema_migration",
            reason: "one row for each migration"),
        Allowed(
            statement: "SELECT kind, state, count(*) FROM job GROUP BY state, kind",
            reason: "counting is reading; one narrow index, asked for once a scrape"),
        Allowed(
            statement: "SELECT channel, count(*) FROM report GROUP BY channel",
            reason: "counting is reading; one narrow index"),
        Allowed(
            statement:
                "SELECT incident.status, count(*) FROM incident WHERE 1 = 1 GROUP BY",
            reason: "counting is reading; one narrow index, for the head of the queue"),
        Allowed(
            statement: "SELECT id FROM account WHERE role =",
            reason: "the staff of one hotline, when an administrator is taken away"),
    ]

    static func isAllowed(_ scan: FullScan) -> Bool {
        allowed.contains { scan.statement.hasPrefix($0.statement) }
    }
}
