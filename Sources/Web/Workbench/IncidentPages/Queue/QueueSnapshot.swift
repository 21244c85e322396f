// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage

/// What the queue shows, as of one moment.
struct QueueSnapshot: Sendable {
    // LIMIT: 50 incidents on a page, as many as one scrolls through.
    static let rowsMax = 50

    let incidents: [Incident]
    let next: IncidentCursor?
    /// Of the views that are counted, under the same filter.
    let counts: [IncidentStatus: Int]
    /// Nothing has ever been reported.
    let isFirstRun: Bool

    init(_ asked: QueueRequest, in transaction: any SQLTransaction) throws {
        let store = IncidentStore()
        let chosen = try asked.filter(in: transaction)
        let found = try store.list(
            chosen, order: asked.order, after: asked.after, limit: Self.rowsMax, in: transaction)
        incidents = found.incidents
        next = found.next
        var open = chosen
        open.statuses = QueueView.allCases.filter(\.isCounted)
            .reduce(into: []) { $0.formUnion($1.statuses) }
        counts = try store.counts(open, in: transaction)
        isFirstRun =
            try found.incidents.isEmpty
            && store.list(IncidentFilter(), order: .newest, limit: 1, in: transaction)
                .incidents.isEmpty
    }

    init(
        incidents: [Incident], next: IncidentCursor? = nil, counts: [IncidentStatus: Int] = [:],
        isFirstRun: Bool = false
    ) {
        self.incidents = incidents
        self.next = next
        self.counts = counts
        self.isFirstRun = isFirstRun
    }
}
