// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import Storage
import Synchronization

/// A folder to which every signed state of the log is written: one file each, never written again.
///
/// Best on another machine. Whoever can write the database can cut off the log's end together with
/// its checkpoints; what lies here says that there was more.
package final class CheckpointFolder: Sendable {
    private let path: String
    private let verifier: CheckpointVerifier
    /// The newest that lies there, once it was looked for: names are not read again each time.
    private let known = Mutex<Checkpoint?>(nil)
    private let store = CheckpointStore()

    /// - Parameter path: the folder; it is made when there is something to publish.
    package init(path: String, verifier: CheckpointVerifier) {
        self.path = path
        self.verifier = verifier
    }

    /// The newest checkpoint that lies there; `nil` for an empty folder, or none.
    /// - Throws: When it is not this log's, or was changed.
    package func newest() throws -> Checkpoint? {
        if let checkpoint = known.withLock(\.self) { return checkpoint }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard let name = names.filter(Self.isName).max() else { return nil }
        guard let note = try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) else {
            throw AuditError.malformedCheckpoint
        }
        let checkpoint = try verifier.verify(note)
        known.withLock { $0 = checkpoint }
        return checkpoint
    }

    /// Writes every checkpoint that is newer than what lies there.
    package func publish(from database: any Database) async throws {
        while true {
            let last = try newest()?.size ?? 0
            let rows = try await database.read { [store] transaction in
                // LIMIT: checkpoints written at once; each is a small file.
                try store.list(after: last, limit: 1_000, in: transaction)
            }
            guard !rows.isEmpty else { return }
            for row in rows {
                let checkpoint = try verifier.verify(row.note)
                try write(checkpoint)
                known.withLock { $0 = checkpoint }
            }
        }
    }

    /// Whether the log begins with what was published.
    package func isContinued(in transaction: any SQLTransaction) throws -> Bool {
        try agrees(with: store.latest(in: transaction), in: transaction)
    }

    /// Whether the log of this transaction begins with what was published.
    ///
    /// - Parameter latest: the newest checkpoint of the log.
    func agrees(with latest: Checkpoint?, in transaction: any SQLTransaction) throws -> Bool {
        guard let published = try newest() else { return true }
        guard let latest, latest.size >= published.size else { return false }
        guard latest.size > published.size else { return latest.root == published.root }
        let root = try TreeReader(transaction: transaction)
            .root(of: MerkleProof.Span(0, published.size))
        return root == published.root
    }

    private func write(_ checkpoint: Checkpoint) throws {
        let file = URL(filePath: "\(path)/\(Self.name(of: checkpoint.size))")
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
            try Data(checkpoint.note.utf8).write(to: file, options: .atomic)
        } catch {
            throw AuditError.export
        }
    }

    /// In the order of sizes: `checkpoint-000000000042`.
    static func name(of size: Int64) -> String {
        let digits = String(size)
        return prefix + String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
    }

    private static let prefix = "checkpoint-"
    // LIMIT: digits of a size in a name: a thousand billion events.
    private static let digitCount = 12

    private static func isName(_ name: String) -> Bool {
        name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + digitCount
            && name.utf8.dropFirst(prefix.utf8.count).allSatisfy { (0x30...0x39).contains($0) }
    }
}
