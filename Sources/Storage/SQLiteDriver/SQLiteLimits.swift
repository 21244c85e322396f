// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The bounds of one SQLite database.
package struct SQLiteLimits: Sendable {
    // LIMIT: another process (a command beside the server) holds the write lock for one short
    // transaction; ten seconds is far more than any of them takes.
    package var busySecondsMax: Double = 10

    // LIMIT: each reader keeps a connection and its page cache; more than cores gain nothing.
    package var readersMax = 8

    // LIMIT: bounds how long the first of a batch waits for the last; the gain of sharing one
    // fsync is flat from about a hundred on.
    package var batchWritesMax = 256

    // LIMIT: a log that one large transaction blew up is cut back to this at the next checkpoint.
    package var logBytesKeptMax = 64 * 1024 * 1024

    /// Pages the file may grow to; `nil` for as far as the disk goes.
    ///
    /// For tests of a full disk.
    package var pageCountMax: Int?

    package init() {}
}
