// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Where the PostgreSQL server is, and the bounds of our use of it.
package struct PostgresSettings: Sendable {
    /// A libpq connection string or URI; host, role, password file and TLS are said there.
    package var connection: String

    // LIMIT: each connection is a server process of some 10 MB; two per core are enough to keep
    // the disk busy, and several of our processes share the server's 100.
    package var connectionsMax = 8

    // LIMIT: no statement of ours takes seconds; one that takes a minute is stuck.
    package var statementSecondsMax = 60

    // LIMIT: transactions are short; a lock that is not had after this is a conflict.
    package var lockSecondsMax = 15

    // LIMIT: calls that wait for a connection; beyond it the server is not keeping up, and
    // refusing is kinder than growing without end.
    package var waitingMax = 10_000

    // LIMIT: how often one transaction is run again after losing against another.
    package var attemptsMax = 8

    // LIMIT: how long a server that is back may go unnoticed, since nobody knocks meanwhile.
    package var reconnectMillisecondsMax = 2_000

    // LIMIT: prepared statements per connection, in the server's memory.
    package var preparedStatementsMax = 256

    package init(connection: String) { self.connection = connection }
}
