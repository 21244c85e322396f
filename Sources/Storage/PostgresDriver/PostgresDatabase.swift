// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// PostgreSQL: the engine to grow on; many processes share it.
///
/// Writes are READ COMMITTED, see `Database`: with explicit row locks and advisory locks it never
/// waits for more than it must, and `SKIP LOCKED` works as meant. Reads are REPEATABLE READ.
package final class PostgresDatabase: Database, Sendable {
    package let dialect = SQLDialect.postgres

    private let pool: PostgresPool

    /// Connects when first used.
    package init(_ settings: PostgresSettings) { pool = PostgresPool(settings) }

    package convenience init(connection: String) {
        self.init(PostgresSettings(connection: connection))
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await run(isReadOnly: true, body)
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await run(isReadOnly: false, body)
    }

    package func emptyLog() async throws {}

    package func close() async throws { await pool.close() }

    private func run<Result: Sendable>(
        isReadOnly: Bool, _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.submit(
                PostgresCall(
                    run: { lane in
                        continuation.resume(
                            with: Swift.Result {
                                try lane.transaction(isReadOnly: isReadOnly, body)
                            })
                    },
                    reject: { continuation.resume(throwing: $0) }))
        }
    }
}
