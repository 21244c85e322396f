// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a verification of the whole log found.
package struct AuditReport: Sendable, Hashable {
    // LIMIT: findings kept; a log that was changed in a hundred places is told apart no better by
    // more.
    package static let findingsMax = 100

    /// Events with a place in the tree.
    package internal(set) var events: Int64 = 0
    /// Of these, erased ones: their leaves were checked, their contents cannot be.
    package internal(set) var erased: Int64 = 0
    /// Events still waiting for their place.
    package internal(set) var waiting: Int64 = 0
    package internal(set) var checkpoints: Int64 = 0
    /// The newest checkpoint whose signature and root are right.
    package internal(set) var newest: Checkpoint?
    /// The first ones, in the order of the log.
    package internal(set) var findings: [AuditFinding] = []
    package internal(set) var findingsCount: Int64 = 0

    package var isSound: Bool { findingsCount == 0 }

    mutating func add(_ finding: AuditFinding) {
        findingsCount += 1
        if findings.count < Self.findingsMax { findings.append(finding) }
    }
}
