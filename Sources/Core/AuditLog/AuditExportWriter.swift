// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import Storage

/// Writes one export, a tile's width of events at a time.
struct AuditExportWriter {
    private let folder: String
    private var tree = CompactRange()
    /// The hashes of the tile that is being filled, by level of tile.
    private var tiles: [[[UInt8]]] = [[]]
    private let store = CheckpointStore()

    init(folder: String) throws(AuditError) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .export
        }
    }

    mutating func write(_ transaction: any SQLTransaction, verifier: CheckpointVerifier) throws
        -> Int64
    {
        guard let checkpoint = try store.latest(in: transaction) else {
            throw AuditError.outsideTree
        }
        try writeFile("checkpoint", checkpoint.note)
        try writeFile("log.vkey", verifier.verifierKey + "\n")
        try writeCheckpoints(transaction)
        let events = try openLines("entries.jsonl")
        var first: Int64 = 0
        while first < checkpoint.size {
            let end = min(first + Int64(AuditTile.width), checkpoint.size)
            let records = try transaction.all(
                """
                SELECT \(columns: AuditRecord.Column.self) FROM audit_event
                WHERE leaf_index >= \(first) AND leaf_index < \(end) ORDER BY leaf_index
                """, AuditRecord.init(row:))
            guard records.count == end - first else { throw AuditError.damaged }
            try append(records.map(Self.line).joined(), to: events)
            try writeBundle(records, position: first / Int64(AuditTile.width))
            for record in records { try add(record) }
            first = end
        }
        try close(events)
        try writePartialTiles()
        guard tree.root == checkpoint.root else { throw AuditError.damaged }
        return checkpoint.size
    }

    private func writeCheckpoints(_ transaction: any SQLTransaction) throws {
        let lines = try openLines("checkpoints.jsonl")
        var last: Int64 = 0
        while true {
            // LIMIT: checkpoints read at once; each is a few hundred bytes.
            let rows = try store.list(after: last, limit: 1_000, in: transaction)
            guard let newest = rows.last else { break }
            last = newest.size
            let text = rows.map { row in
                let note = AuditFacts.quote(row.note).replacing(scalar: "\n", with: "\\n")
                return "{\"size\":\(row.size),\"note\":\(note)}\n"
            }
            try append(text.joined(), to: lines)
        }
        try close(lines)
    }

    private mutating func add(_ record: AuditRecord) throws {
        for node in tree.append(leaf: Merkle.leaf(record.commitment))
        where node.level % TreeReader.tileHeight == 0 {
            let level = node.level / TreeReader.tileHeight
            if tiles.count == level { tiles.append([]) }
            tiles[level].append(node.hash)
            if tiles[level].count == AuditTile.width {
                let position = node.position / Int64(AuditTile.width)
                try writeTile(level: level, position: position)
                tiles[level] = []
            }
        }
    }

    private func writePartialTiles() throws {
        for level in tiles.indices where !tiles[level].isEmpty {
            let hashes = tree.size >> Int64(level * TreeReader.tileHeight)
            try writeTile(level: level, position: hashes / Int64(AuditTile.width))
        }
    }

    private func writeTile(level: Int, position: Int64) throws {
        let path = AuditTile.path(level: level, position: position, width: tiles[level].count)
        try writeFile(path, Array(tiles[level].joined()))
    }

    /// Each entry preceded by its length in two bytes.
    private func writeBundle(_ records: [AuditRecord], position: Int64) throws {
        let bytes: [UInt8] = records.flatMap { record -> [UInt8] in
            [0, UInt8(AuditCommitment.byteCount)] + record.commitment
        }
        try writeFile(AuditTile.entriesPath(position: position, width: records.count), bytes)
    }

    static func line(_ record: AuditRecord) -> String {
        var fields = [
            "\"index\":\(record.index ?? -1)", "\"id\":\"\(record.id)\"",
            "\"kind\":\(AuditFacts.quote(record.kind.rawValue))",
            "\"subject\":\(AuditFacts.quote(record.subject.text))",
            "\"at\":\(record.at.microsecondsSinceEpoch)",
        ]
        if let event = record.event, let salt = record.salt {
            fields += [
                "\"actor\":\(AuditFacts.quote(event.actor.text))",
                "\"facts\":\(AuditFacts.encode(event.facts))",
                "\"salt\":\"\(Hexadecimal.encode(salt))\"",
            ]
        } else {
            fields.append("\"erased\":true")
        }
        fields.append("\"content\":\"\(Hexadecimal.encode(record.content))\"")
        fields.append("\"commitment\":\"\(Hexadecimal.encode(record.commitment))\"")
        return "{\(fields.joined(separator: ","))}\n"
    }

    // MARK: Files

    private func writeFile(_ path: String, _ text: String) throws {
        try writeFile(path, Array(text.utf8))
    }

    private func writeFile(_ path: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: "\(folder)/\(path)")
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        } catch {
            throw AuditError.export
        }
    }

    private func openLines(_ path: String) throws -> FileHandle {
        try writeFile(path, "")
        guard let handle = FileHandle(forWritingAtPath: "\(folder)/\(path)") else {
            throw AuditError.export
        }
        return handle
    }

    private func append(_ text: String, to handle: FileHandle) throws {
        do { try handle.write(contentsOf: Data(text.utf8)) } catch { throw AuditError.export }
    }

    private func close(_ handle: FileHandle) throws {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw AuditError.export
        }
    }
}
