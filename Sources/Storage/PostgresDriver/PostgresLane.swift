// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Glibc
import Storage

/// One connection and the thread that blocks on it.
///
/// The connection is made when it is first needed, and again after it broke.
// SAFETY: `connection` is used on `queue` only, which runs one block at a time; the pool hands a
// lane to one call at a time.
final class PostgresLane: @unchecked Sendable {
    private var connection: PostgresConnection?
    let queue: DispatchQueue

    private let settings: PostgresSettings
    private let gate: ConnectionGate

    init(number: Int, settings: PostgresSettings, gate: ConnectionGate) {
        queue = DispatchQueue(label: "nightlight.postgres.\(number)")
        self.settings = settings
        self.gate = gate
    }

    func disconnect() { connection = nil }

    /// Runs the body in a transaction, again from the start when it lost against another one.
    func transaction<Result>(
        isReadOnly: Bool, _ body: (any SQLTransaction) throws -> Result
    ) throws -> Result {
        var attempt = 1
        while true {
            let connection = try begin(isReadOnly: isReadOnly)
            let transaction = PostgresTransaction(connection: connection)
            let outcome = Swift.Result { try body(transaction) }
            var failure = transaction.failure
            if failure == nil, case .success(let value) = outcome {
                do throws(PostgresFailure) {
                    try commit(connection, isReadOnly: isReadOnly)
                    return value
                } catch {
                    failure = error
                }
            }
            let remedy = failure?.remedy ?? .none
            rollBack(connection, remedy)
            guard remedy != .none, attempt < settings.attemptsMax else {
                if let failure { throw failure.error }
                _ = try outcome.get()
                throw StorageError.conflict
            }
            // Spread, so that the two that met do not meet again.
            usleep(UInt32.random(in: 1_000...(10_000 << UInt32(min(attempt, 5)))))
            attempt += 1
        }
    }

    /// Opens a transaction.
    ///
    /// A connection that broke while it was idle is made anew.
    private func begin(isReadOnly: Bool) throws -> PostgresConnection {
        // A reader sees one state throughout, as on SQLite.
        let command =
            isReadOnly
            ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
        if let connection {
            do throws(PostgresFailure) {
                try connection.command(command)
                return connection
            } catch {
                self.connection = nil
                guard connection.isBroken else { throw error.error }
            }
        }
        let made = try gate.open { () throws(StorageError) in try PostgresConnection(settings) }
        connection = made
        do throws(PostgresFailure) { try made.command(command) } catch { throw error.error }
        return made
    }

    private func commit(
        _ connection: PostgresConnection, isReadOnly: Bool
    ) throws(PostgresFailure) {
        do throws(PostgresFailure) {
            let tag = try connection.command("COMMIT")
            // The server answers the COMMIT of a lost transaction with ROLLBACK.
            guard tag == "COMMIT" else { throw PostgresFailure(.conflict) }
        } catch {
            if isReadOnly { return }
            // The server may have committed before it, or the line, went away.
            throw connection.isBroken ? PostgresFailure(.outcomeUnknown) : error
        }
    }

    /// Leaves the connection ready for the next transaction, or drops it.
    private func rollBack(_ connection: PostgresConnection, _ remedy: PostgresFailure.Remedy) {
        do throws(PostgresFailure) {
            try connection.command("ROLLBACK")
            if remedy == .prepareAgain { try connection.forgetPrepared() }
        } catch {
            self.connection = nil
        }
    }
}
