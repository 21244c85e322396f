// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// The rows of `locator`: sealed addresses, and the keyed hashes that workers look them up by.
package struct LocatorStore: Sendable {
    package init() {}

    package func insert(_ locator: Locator, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO locator (id, incident_id, parent_id, kind, origin, record_id,
                sealed_address, digest, created_at)
            VALUES (\(locator.id), \(locator.incidentID), \(locator.parentID), \(locator.kind),
                \(locator.origin), \(locator.recordID), \(locator.sealedAddress),
                \(locator.digest), \(locator.createdAt))
            """)
    }

    package func find(_ id: Locator.ID, in transaction: any SQLTransaction) throws -> Locator? {
        try transaction.first(Self.select + "WHERE id = \(id)", Self.read)
    }

    /// In the order in which they were found: the reported address first.
    package func locators(
        of incident: Incident.ID, in transaction: any SQLTransaction
    ) throws -> [Locator] {
        try transaction.all(
            Self.select + "WHERE incident_id = \(incident) ORDER BY created_at, id", Self.read)
    }

    package func setDigest(
        _ digest: [UInt8], for id: Locator.ID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("UPDATE locator SET digest = \(digest) WHERE id = \(id)")
    }

    /// Everywhere the same address was named or found, newest first.
    package func locators(
        digest: [UInt8], limit: Int, in transaction: any SQLTransaction
    ) throws -> [Locator] {
        try transaction.all(
            Self.select + "WHERE digest = \(digest) ORDER BY id DESC LIMIT \(limit)", Self.read)
    }

    /// Even a keyed hash of an address says that it was this one: it goes when the record is
    /// erased.
    package func forgetDigests(of recordID: String, in transaction: any SQLTransaction) throws {
        try transaction.execute(
            "UPDATE locator SET digest = NULL WHERE record_id = \(recordID)")
    }

    private static let select: SQLQuery = """
        SELECT id, incident_id, parent_id, kind, origin, record_id, sealed_address, digest,
            created_at
        FROM locator 
        """

    private static func read(_ row: SQLRow) throws -> Locator {
        Locator(
            id: try row.get(0), incidentID: try row.get(1), parentID: try row.optional(2),
            kind: try row.get(3), origin: try row.get(4), recordID: try row.get(5),
            sealedAddress: try row.get(6), digest: try row.optional(7),
            createdAt: try row.get(8))
    }
}
