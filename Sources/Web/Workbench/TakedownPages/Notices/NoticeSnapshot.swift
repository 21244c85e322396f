// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage
import Takedown

/// A notice as it was written, with what its items are about, as of one moment.
struct NoticeSnapshot: Sendable {
    struct Item: Sendable {
        let takedown: Takedown.ID
        let kind: NoticeKind
        let incidentNumber: String
        /// `nil` when its key was destroyed.
        let address: String?
    }

    let opened: NoticeReader.Opened
    let items: [Item]

    /// `nil` when there is no such notice, or its key was destroyed.
    init?(
        of id: Notice.ID, _ takedowns: TakedownService, _ reader: RecordReader,
        in transaction: any SQLTransaction
    ) throws {
        do {
            guard let opened = try takedowns.opened(id, in: transaction) else { return nil }
            self.opened = opened
        } catch IncidentError.erased {
            return nil
        }
        items = try opened.items.compactMap { item -> Item? in
            guard let takedown = try takedowns.find(item.takedownID, in: transaction),
                let incident = try IncidentStore().find(takedown.incidentID, in: transaction)
            else { return nil }
            return Item(
                takedown: takedown.id, kind: item.kind, incidentNumber: incident.number,
                address: try Self.address(of: takedown.locatorID, reader, in: transaction))
        }
    }

    private static func address(
        of id: Locator.ID, _ reader: RecordReader, in transaction: any SQLTransaction
    ) throws -> String? {
        guard let locator = try LocatorStore().find(id, in: transaction) else { return nil }
        do {
            return try reader.address(of: locator, in: transaction)
        } catch IncidentError.erased {
            return nil
        }
    }
}
