// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore

extension AuditError: AdvisedError {
    var advice: String {
        switch self {
        case .export: "The export could not be written. Is there room, and may you write there?"
        case .unknownEvent: "There is no such event."
        case .malformedKey: "That is no key of a log. Look at audit.name and the keys folder."
        case .malformedCheckpoint: "That is no signed checkpoint of a log."
        case .otherLog: "That checkpoint belongs to another log."
        case .outsideTree: "The log is not as long as that."
        case .signature, .proof, .damaged, .malformedRow:
            "The log is not what it was. Keep the database as it is, and compare a kept checkpoint."
        case .malformedEvent: "That cannot be recorded."
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .unknownEvent, .outsideTree: .notFound
        case .malformedKey, .malformedCheckpoint, .otherLog: .usage
        case .signature, .proof, .damaged, .malformedRow, .malformedEvent: .checkFailed
        case .export: .unavailable
        }
    }
}
