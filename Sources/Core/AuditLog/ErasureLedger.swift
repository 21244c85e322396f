// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Which events of a log were erased, and which erasures the log tells of.
struct ErasureLedger {
    private struct Place: Hashable {
        let index: Int64
        let id: AuditEventID
    }

    private var erased: [Place] = []
    private var told: Set<Place> = []

    /// - Parameter record: one that is as it was committed to.
    mutating func note(_ record: AuditRecord) {
        if record.erasedAt != nil, let index = record.index {
            erased.append(Place(index: index, id: record.id))
        }
        guard record.kind == .auditErased, let event = record.event,
            case .auditEvent(let id) = event.subject,
            let index = event.facts[.index].flatMap({ Int64($0) })
        else { return }
        // Nobody tells of it before it happened; one that waits comes after all the others.
        if record.index.map({ index < $0 }) ?? true { told.insert(Place(index: index, id: id)) }
    }

    /// The places of those that no event names, in order.
    var untold: [Int64] { erased.filter { !told.contains($0) }.map(\.index) }
}
