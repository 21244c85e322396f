// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The rows of `locator`: sealed addresses, and the keyed hashes that workers look them up by.
package struct LocatorStore: Sendable {
    package init() {}

    package func insert(_ locator: Locator, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO locator \(values: Column.self, [
                .id: locator.id, .incidentID: locator.incidentID, .parentID: locator.parentID,
                .kind: locator.kind, .origin: locator.origin, .recordID: locator.recordID,
                .sealedAddress: locator.sealedAddress, .digest: locator.digest,
                .createdAt: locator.createdAt,
            ])
            """)
    }

    package func find(_ id: Locator.ID, in transaction: any SQLTransaction) throws -> Locator? {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM locator WHERE id = \(id)", Self.read)
    }

    /// In the order in which they were found: the reported address first.
    package func list(
        of incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [Locator] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM locator WHERE incident_id = \(incident)
            ORDER BY created_at, id
            """, Self.read)
    }

    /// The addresses of an incident, for others to join what they keep of each: `id` and
    /// `created_at`, in parentheses.
    package static func rows(of incident: Incident.ID) -> SQLQuery {
        "(SELECT id, created_at FROM locator WHERE incident_id = \(incident))"
    }

    /// Where the same address was named or found, for others to join: identifiers, in parentheses.
    package static func ids(addressDigest: [UInt8]) -> SQLQuery {
        "(SELECT id FROM locator WHERE digest = \(addressDigest))"
    }

    /// Writes an address anew, sealed as before.
    package func setAddress(
        _ sealed: [UInt8], for id: Locator.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE locator SET sealed_address = \(sealed) WHERE id = \(id)")
    }

    package func setDigest(
        _ digest: [UInt8], for id: Locator.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE locator SET digest = \(digest) WHERE id = \(id)")
    }

    /// Everywhere the same address was named or found, newest first.
    package func list(
        digest: [UInt8], limit: Int, in transaction: any SQLTransaction
    ) throws -> [Locator] {
        try transaction.all(
            """
            SELECT \(columns: Column.self) FROM locator WHERE digest = \(digest)
            ORDER BY id DESC LIMIT \(limit)
            """, Self.read)
    }

    /// Even a keyed hash of an address says that it was this one: it goes when the record is
    /// erased.
    package func forgetDigests(of recordID: RecordID, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "UPDATE locator SET digest = NULL WHERE record_id = \(recordID)")
    }

    private enum Column: String, SQLColumn {
        case id
        case incidentID = "incident_id"
        case parentID = "parent_id"
        case kind, origin
        case recordID = "record_id"
        case sealedAddress = "sealed_address"
        case digest
        case createdAt = "created_at"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> Locator {
        Locator(
            id: try row.get(.id), incidentID: try row.get(.incidentID),
            parentID: try row.get(.parentID), kind: try row.get(.kind),
            origin: try row.get(.origin), recordID: try row.get(.recordID),
            sealedAddress: try row.get(.sealedAddress), digest: try row.get(.digest),
            createdAt: try row.get(.createdAt))
    }
}
