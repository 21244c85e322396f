// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import Storage

/// The log as files for somebody else to verify, with tools that are not ours.
///
/// `checkpoint`, `tile/` and `tile/entries/` are C2SP tlog-tiles, where an entry is the salted
/// commitment of an event; `entries.jsonl` has the events with their salts, `checkpoints.jsonl`
/// every signed state, `log.vkey` the verifier key. Documentation/Reference/audit-log.md describes
/// the format.
package struct AuditExport: Sendable {
    private let database: any Database
    private let verifier: CheckpointVerifier

    package init(database: any Database, verifier: CheckpointVerifier) {
        self.database = database
        self.verifier = verifier
    }

    /// Writes the log as of its newest checkpoint; the folder must not exist.
    ///
    /// The whole log is verified before anything is written.
    /// - Returns: The number of events written.
    /// - Throws: `AuditError.export` when a file cannot be written or the folder exists, `damaged`
    ///   when the log is not sound.
    package func write(to folder: String) async throws -> Int64 {
        guard !FileManager.default.fileExists(atPath: folder) else { throw AuditError.export }
        return try await database.read { [verifier] transaction in
            var walk = AuditWalk(
                transaction: transaction, verifier: verifier, kept: [], progress: { _, _ in })
            guard try walk.run().isSound else { throw AuditError.damaged }
            var writer = try AuditExportWriter(folder: folder)
            return try writer.write(transaction, verifier: verifier)
        }
    }
}
