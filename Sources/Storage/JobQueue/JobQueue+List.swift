// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

extension JobQueue {
    /// Jobs for a person to look at, the newest first.
    /// - Parameter before: the last identifier of the page before.
    package func list(
        state: JobState? = nil, kind: JobKind? = nil, limit: Int = 50, before: Job.ID? = nil
    ) async throws -> [Job] {
        try await database.read {
            try list(state: state, kind: kind, limit: limit, before: before, in: $0)
        }
    }

    package func list(
        state: JobState? = nil, kind: JobKind? = nil, limit: Int = 50, before: Job.ID? = nil,
        in transaction: any SQLTransaction
    ) throws -> [Job] {
        try transaction.all(
            Self.list(state: state, kind: kind, limit: limit, before: before), Job.init(row:))
    }

    package func job(_ id: Job.ID) async throws -> Job? {
        try await database.read { transaction in
            try transaction.first(
                "SELECT \(columns: Job.Column.self) FROM job WHERE id = \(id)", Job.init(row:))
        }
    }

    /// The job of a kind with this key, for who shows when it is due.
    package func job(
        kind: JobKind, key: String, in transaction: any SQLTransaction
    ) throws -> Job? {
        try transaction.first(
            "SELECT \(columns: Job.Column.self) FROM job WHERE kind = \(kind) AND key = \(key)",
            Job.init(row:))
    }

    /// How many jobs there are, by kind and state; what there is none of is left out.
    package func counts() async throws -> [JobCount] {
        try await database.read { try counts(in: $0) }
    }

    package func counts(in transaction: any SQLTransaction) throws -> [JobCount] {
        try transaction.all(Self.countsQuery, JobCount.init(row:))
    }

    // LIMIT: reads the whole of one narrow index; ten million jobs take about a second.
    static let countsQuery: SQLQuery = """
        SELECT \(columns: JobCount.Column.self) FROM job
        GROUP BY state, kind ORDER BY kind, state
        """

    static func list(state: JobState?, kind: JobKind?, limit: Int, before: Job.ID?) -> SQLQuery {
        var query: SQLQuery = "SELECT \(columns: Job.Column.self) FROM job WHERE 1 = 1"
        if let state { query += " AND state = \(state)" }
        if let kind { query += " AND kind = \(kind)" }
        if let before { query += " AND id < \(before)" }
        return query + " ORDER BY id DESC LIMIT \(limit)"
    }
}
