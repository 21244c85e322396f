// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Verifies the whole log: every event against its leaf, every leaf against every checkpoint.
///
/// Needs the log's public key and nothing else, and changes nothing. Who could write the database
/// but not sign can change nothing unnoticed, except cut off the end together with its checkpoints:
/// against that, hand in checkpoints that were kept elsewhere.
package struct AuditVerifier: Sendable {
    private let database: any Database
    private let verifier: CheckpointVerifier

    package init(database: any Database, verifier: CheckpointVerifier) {
        self.database = database
        self.verifier = verifier
    }

    /// - Parameters:
    ///   - kept: Signed checkpoints that were kept elsewhere.
    ///   - progress: Is told, now and then, how many events of how many were checked.
    /// - Returns: What was found; a log that is not sound is an answer, not an error.
    /// - Throws: When the database does not answer, or a kept checkpoint is not this log's.
    package func verify(
        against kept: [String] = [],
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> AuditReport {
        let checkpoints = try kept.map { try verifier.verify($0) }
        return try await database.read { [verifier] transaction in
            var walk = AuditWalk(
                transaction: transaction, verifier: verifier, kept: checkpoints,
                progress: progress)
            return try walk.run()
        }
    }
}
