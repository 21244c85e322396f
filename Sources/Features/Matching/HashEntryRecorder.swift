// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage

/// Writes what happened to an entry, with its audit entry.
struct HashEntryRecorder {
    let audit: AuditTrail

    func record(
        _ kind: HashEntryEvent.Kind, _ entry: HashEntry.ID, of list: HashList.ID,
        _ hash: HashKind, by actor: AuditActor, reason: String? = nil, cause: HoldCause? = nil,
        at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try HashEntryEventStore().insert(
            HashEntryEvent(
                id: HashEntryEvent.ID(at: now), entryID: entry, listID: list, kind: kind,
                actor: actor, reason: reason, cause: cause, at: now), in: transaction)
        var facts: Facts = [.entry: entry.text, .kind: hash.rawValue]
        facts[.cause] = cause?.rawValue
        try audit.record(
            .hashList(kind.auditKind, list, by: actor, facts, at: now),
            in: transaction)
    }
}
