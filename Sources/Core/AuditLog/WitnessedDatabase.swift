// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// A database that tells the witness of a request which events its writes recorded.
///
/// Engines run a transaction on threads of their own, may run it again after a conflict, and may
/// lose it. So each run has a witness of its own, and what that one saw counts once the
/// transaction is committed.
package struct WitnessedDatabase: Database {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package var dialect: SQLDialect { database.dialect }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await database.read(body)
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        guard let witness = AuditWitness.current else { return try await database.write(body) }
        let (result, kinds) = try await database.write { transaction in
            let run = AuditWitness()
            let result = try AuditWitness.$current.withValue(run) { try body(transaction) }
            return (result, run.kinds)
        }
        witness.saw(kinds)
        return result
    }

    package func emptyLog() async throws { try await database.emptyLog() }

    package func close() async throws { try await database.close() }
}
