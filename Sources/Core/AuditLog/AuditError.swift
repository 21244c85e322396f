// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why something could not be recorded, sequenced or proved.
package enum AuditError: CodedError, Equatable {
    /// A kind, subject or fact is not of the form the log accepts: a defect of the caller.
    case malformedEvent
    /// There is no such event.
    case unknownEvent
    /// A stored column is not what the log writes.
    case malformedRow
    /// The bytes are no Ed25519 key, or the name of the log cannot stand in a signed note.
    case malformedKey
    /// The text is not a signed checkpoint of this format.
    case malformedCheckpoint
    /// No signature of the expected key, or one that does not fit the text.
    case signature
    /// The checkpoint belongs to another log.
    case otherLog
    /// An index or size outside the tree.
    case outsideTree
    /// A proof that does not lead to the root it should.
    case proof
    /// The stored tree does not belong to the last checkpoint: nothing is added before this is
    /// cleared up.
    case damaged
    /// An event that still waits for its place, or that tells of an erasure, is not erased.
    case notErasable
    /// A file of the export, or a published checkpoint, could not be written.
    case export

    package var code: String {
        switch self {
        case .malformedEvent: "audit.malformed-event"
        case .unknownEvent: "audit.unknown-event"
        case .malformedRow: "audit.malformed-row"
        case .malformedKey: "audit.malformed-key"
        case .malformedCheckpoint: "audit.malformed-checkpoint"
        case .signature: "audit.signature"
        case .otherLog: "audit.other-log"
        case .outsideTree: "audit.outside-tree"
        case .proof: "audit.proof"
        case .damaged: "audit.damaged"
        case .notErasable: "audit.not-erasable"
        case .export: "audit.export"
        }
    }
}
