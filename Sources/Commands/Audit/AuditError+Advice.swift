// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore

extension AuditError: AdvisedError {
    var advice: String {
        switch self {
        case .export: "The files could not be written. Is there room, and may you write there?"
        case .notErasable: "That event cannot be erased: it waits, or tells of an erasure itself."
        case .unknownEvent: "There is no such event."
        case .malformedKey: "That is no key of a log. Look at audit.name and the keys folder."
        case .malformedCheckpoint: "That is no signed checkpoint of a log."
        case .otherLog: "That checkpoint belongs to another log."
        case .outsideTree: "The log is not as long as that."
        case .signature, .proof, .damaged, .malformedRow:
            """
            The log is not what it was. Keep the database as it is, and run: nightlight audit \
            verify, with a checkpoint that was kept elsewhere.
            """
        case .malformedEvent: "That cannot be recorded."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .unknownEvent, .outsideTree: .notFound
        case .malformedKey, .malformedCheckpoint, .otherLog: .usage
        case .signature, .proof, .damaged, .malformedRow, .malformedEvent, .notErasable:
            .checkFailed
        case .export: .unavailable
        }
    }
}
