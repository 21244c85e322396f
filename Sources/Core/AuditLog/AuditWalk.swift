// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// One pass over the log, from the first event to the last, with the tree growing beside it.
struct AuditWalk {
    // LIMIT: rows read at once; about a megabyte of events.
    private static let pageRows = 1_000

    private let transaction: any SQLTransaction
    private let verifier: CheckpointVerifier
    private let progress: @Sendable (Int64, Int64) -> Void
    private let store = CheckpointStore()

    private var report = AuditReport()
    private var tree = CompactRange()
    /// The place the next event should have.
    private var expected: Int64 = 0
    /// Up to here a checkpoint's root has confirmed every leaf.
    private var confirmed: Int64 = 0
    /// Up to here there are checkpoints, right or wrong.
    private var covered: Int64 = 0
    /// After a gap or a wrong root no later root can be right, and none says anything.
    private var isTreeBroken = false
    private var checkpoints: [CheckpointStore.Row] = []
    private var lastCheckpointRead: Int64 = -1
    private var kept: [Checkpoint]
    private var erasures = ErasureLedger()

    init(
        transaction: any SQLTransaction, verifier: CheckpointVerifier, kept: [Checkpoint],
        progress: @escaping @Sendable (Int64, Int64) -> Void
    ) {
        self.transaction = transaction
        self.verifier = verifier
        // The one with the smallest size last, where it is cheap to take away.
        self.kept = kept.sorted { $0.size > $1.size }
        self.progress = progress
    }

    mutating func run() throws -> AuditReport {
        let total = try store.latestRow(in: transaction)?.size ?? 0
        var last: Int64 = -1
        try checkCheckpoints()
        while true {
            let rows = try transaction.all(
                """
                SELECT \(columns: AuditRecord.Column.self) FROM audit_event
                WHERE leaf_index > \(last) ORDER BY leaf_index LIMIT \(Self.pageRows)
                """
            ) { (row: inout NamedRow<AuditRecord.Column>) in row }
            for var row in rows {
                last = try row.get(.index)
                try check(&row, index: last)
            }
            progress(expected, max(total, expected))
            if rows.count < Self.pageRows { break }
        }
        try checkEnd()
        try checkWaiting()
        for index in erasures.untold { report.add(AuditFinding(.erasureNotRecorded, index: index)) }
        return report
    }

    private mutating func check(
        _ row: inout NamedRow<AuditRecord.Column>, index: Int64
    ) throws {
        if index != expected {
            report.add(
                AuditFinding(
                    .eventMissing, index: expected, last: index - 1 > expected ? index - 1 : nil))
            isTreeBroken = true
            expected = index
            try checkCheckpoints()
        }
        report.events += 1
        let record = try? AuditRecord(row: &row)
        if record?.erasedAt != nil { report.erased += 1 }
        if let record, record.isAsCommitted {
            erasures.note(record)
        } else {
            report.add(AuditFinding(.eventChanged, index: index))
        }
        let commitment: [UInt8] = try row.get(.commitment)
        for node in tree.append(leaf: Merkle.leaf(commitment)) {
            try check(node)
        }
        expected += 1
        try checkCheckpoints()
    }

    private mutating func check(_ node: CompactRange.Node) throws {
        guard TreeReader.isStored(level: node.level), !isTreeBroken else { return }
        let stored: [UInt8]? = try transaction.value(
            """
            SELECT hash FROM audit_node
            WHERE level = \(node.level) AND position = \(node.position)
            """)
        if stored != node.hash {
            let first = node.position << Int64(node.level)
            report.add(AuditFinding(.nodeChanged, index: first, last: expected))
        }
    }

    /// Checks the checkpoints up to the events seen so far.
    private mutating func checkCheckpoints() throws {
        while let row = try nextCheckpoint(), row.size <= expected {
            checkpoints.removeLast()
            report.checkpoints += 1
            covered = row.size
            check(row)
        }
        while let checkpoint = kept.last, checkpoint.size <= expected {
            kept.removeLast()
            if !isTreeBroken, checkpoint.root != tree.root {
                report.add(
                    AuditFinding(.keptCheckpointDiffers, index: 0, last: checkpoint.size - 1))
            }
        }
    }

    private mutating func check(_ row: CheckpointStore.Row) {
        let checkpoint: Checkpoint
        do {
            checkpoint = try verifier.verify(row.note)
        } catch {
            let problem: AuditFinding.Problem =
                switch error {
                case .signature: .checkpointSignature
                case .otherLog: .checkpointOfOtherLog
                case .malformedEvent, .unknownEvent, .malformedRow, .malformedKey,
                    .malformedCheckpoint, .outsideTree, .proof, .damaged, .notErasable, .export:
                    .checkpointMalformed
                }
            return report.add(AuditFinding(problem, index: row.size - 1))
        }
        guard checkpoint.size == row.size, checkpoint.root == row.root else {
            return report.add(AuditFinding(.checkpointMalformed, index: row.size - 1))
        }
        guard !isTreeBroken else { return }
        guard checkpoint.root == tree.root else {
            isTreeBroken = true
            return report.add(
                AuditFinding(.rootDiffers, index: confirmed, last: row.size - 1))
        }
        confirmed = row.size
        report.newest = checkpoint
        if row.frontier != tree.frontier {
            report.add(AuditFinding(.frontierChanged, index: row.size - 1))
        }
    }

    private mutating func nextCheckpoint() throws -> CheckpointStore.Row? {
        if checkpoints.isEmpty {
            checkpoints = try store.list(
                after: lastCheckpointRead, limit: Self.pageRows, in: transaction
            ).reversed()
            lastCheckpointRead = checkpoints.first?.size ?? lastCheckpointRead
        }
        return checkpoints.last
    }

    private mutating func checkEnd() throws {
        var beyond: Int64 = 0
        while let row = try nextCheckpoint() {
            checkpoints.removeLast()
            report.checkpoints += 1
            beyond = row.size
        }
        if beyond > 0 {
            report.add(AuditFinding(.endMissing, index: expected, last: beyond - 1))
        }
        if let checkpoint = kept.first {
            report.add(
                AuditFinding(.keptCheckpointDiffers, index: expected, last: checkpoint.size - 1))
        }
        if beyond == 0, covered < expected {
            report.add(AuditFinding(.notSigned, index: covered, last: expected - 1))
        }
    }

    private mutating func checkWaiting() throws {
        var last = ""
        while true {
            let rows = try transaction.all(
                """
                SELECT \(columns: AuditRecord.Column.self) FROM audit_event
                WHERE leaf_index IS NULL AND id > \(last) ORDER BY id LIMIT \(Self.pageRows)
                """
            ) { (row: inout NamedRow<AuditRecord.Column>) in row }
            for var row in rows {
                last = try row.get(.id)
                report.waiting += 1
                let record = try? AuditRecord(row: &row)
                if let record, record.isAsCommitted, record.erasedAt == nil {
                    erasures.note(record)
                } else {
                    report.add(AuditFinding(.waitingEventChanged, index: nil))
                }
            }
            if rows.count < Self.pageRows { return }
        }
    }
}
