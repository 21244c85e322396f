// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage
package import WebAddresses

/// The tables `hosting_provider`, `provider_network` and `provider_domain`.
package struct ProviderDirectoryStore: Sendable {
    package init() {}

    package func insert(_ provider: HostingProvider, in transaction: any SQLTransaction) throws {
        let inserted = try transaction.execute(
            """
            INSERT INTO hosting_provider \(values: Column.self, [
                .id: provider.id, .name: provider.name, .contactID: provider.contactID,
                .upstreamContactID: provider.upstreamContactID,
                .createdAt: provider.createdAt, .updatedAt: provider.updatedAt,
            ])
            ON CONFLICT DO NOTHING
            """)
        guard inserted == 1 else { throw TakedownError.alreadyListed }
    }

    package func update(_ provider: HostingProvider, in transaction: any SQLTransaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE hosting_provider SET \(set: Column.self, [
                .name: provider.name, .contactID: provider.contactID,
                .upstreamContactID: provider.upstreamContactID, .updatedAt: provider.updatedAt,
            ])
            WHERE id = \(provider.id)
            """)
        guard changed == 1 else { throw TakedownError.notFound }
    }

    /// Traces keep what they found; only the directory forgets.
    @discardableResult
    package func delete(_ id: HostingProvider.ID, in transaction: any SQLTransaction) throws -> Bool
    {
        try transaction.execute("DELETE FROM hosting_provider WHERE id = \(id)") == 1
    }

    package func find(_ id: HostingProvider.ID, in transaction: any SQLTransaction) throws
        -> HostingProvider?
    {
        try transaction.first(
            "SELECT \(columns: Column.self) FROM hosting_provider WHERE id = \(id)", Self.read)
    }

    /// By name, a page at a time: pass the last row's name as `after`.
    package func list(
        after name: String? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HostingProvider] {
        var query: SQLQuery = "SELECT \(columns: Column.self) FROM hosting_provider WHERE 1 = 1"
        if let name { query += " AND name > \(name)" }
        return try transaction.all(
            query + " ORDER BY name LIMIT \(Int64(limit))", Self.read)
    }

    /// The provider of the narrowest listed network that holds the address.
    package func find(_ address: IPAddress, in transaction: any SQLTransaction) throws
        -> HostingProvider?
    {
        let bytes = address.sortableBytes
        // Of the networks that hold it, the narrowest begins last; ties go to the one that ends
        // first.
        return try transaction.first(
            """
            SELECT \(columns: Column.self) FROM hosting_provider WHERE id = (
                SELECT provider_id FROM provider_network
                WHERE first_address <= \(bytes) AND last_address >= \(bytes)
                ORDER BY first_address DESC, last_address LIMIT 1)
            """, Self.read)
    }

    /// The provider of the longest listed domain that the name is or lies under.
    package func find(domain name: String, in transaction: any SQLTransaction) throws
        -> HostingProvider?
    {
        var rest = name.lowercased()[...]
        while !rest.isEmpty {
            let found = try transaction.first(
                """
                SELECT \(columns: Column.self) FROM hosting_provider WHERE id = (
                    SELECT provider_id FROM provider_domain WHERE domain = \(String(rest)))
                """, Self.read)
            if let found { return found }
            guard let dot = rest.firstIndex(of: ".") else { break }
            rest = rest[rest.index(after: dot)...]
        }
        return nil
    }

    /// Replaces the provider's networks and domains.
    package func setReach(
        of id: HostingProvider.ID, networks: [AddressRange], domains: [String],
        in transaction: any SQLTransaction
    ) throws {
        try transaction.execute("DELETE FROM provider_network WHERE provider_id = \(id)")
        try transaction.execute("DELETE FROM provider_domain WHERE provider_id = \(id)")
        for network in networks {
            let inserted = try transaction.execute(
                """
                INSERT INTO provider_network (first_address, last_address, provider_id)
                VALUES (\(network.base.sortableBytes), \(network.last.sortableBytes), \(id))
                ON CONFLICT DO NOTHING
                """)
            guard inserted == 1 else { throw TakedownError.alreadyListed }
        }
        for domain in domains {
            let inserted = try transaction.execute(
                """
                INSERT INTO provider_domain (domain, provider_id)
                VALUES (\(domain.lowercased()), \(id)) ON CONFLICT DO NOTHING
                """)
            guard inserted == 1 else { throw TakedownError.alreadyListed }
        }
    }

    package func domains(of id: HostingProvider.ID, in transaction: any SQLTransaction) throws
        -> [String]
    {
        try transaction.values(
            "SELECT domain FROM provider_domain WHERE provider_id = \(id) ORDER BY domain")
    }

    /// First and last address of each network, as text.
    package func networks(of id: HostingProvider.ID, in transaction: any SQLTransaction) throws
        -> [String]
    {
        try transaction.all(
            """
            SELECT \(columns: NetworkColumn.self) FROM provider_network
            WHERE provider_id = \(id) ORDER BY first_address
            """
        ) { (row: inout NamedRow<NetworkColumn>) in
            let first = IPAddress(bytes: try row.get(.firstAddress, as: [UInt8].self))?.unmapped
            let last = IPAddress(bytes: try row.get(.lastAddress, as: [UInt8].self))?.unmapped
            guard let first, let last else {
                throw StorageError.unexpectedValue(column: NetworkColumn.firstAddress.rawValue)
            }
            return AddressRange.text(from: first, to: last)
        }
    }

    private enum Column: String, SQLColumn {
        case id, name
        case contactID = "contact_id"
        case upstreamContactID = "upstream_contact_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    private enum NetworkColumn: String, SQLColumn {
        case firstAddress = "first_address"
        case lastAddress = "last_address"
    }

    private static func read(_ row: inout NamedRow<Column>) throws -> HostingProvider {
        HostingProvider(
            id: try row.get(.id), name: try row.get(.name), contactID: try row.get(.contactID),
            upstreamContactID: try row.get(.upstreamContactID),
            createdAt: try row.get(.createdAt), updatedAt: try row.get(.updatedAt))
    }
}

extension AddressRange {
    /// The last address of the block.
    var last: IPAddress {
        let hostBits = UInt128(base.family.bitCount - prefixLength)
        let mask: UInt128 = hostBits == 128 ? .max : (1 << hostBits) - 1
        switch base.family {
        case .v4: return IPAddress(v4: UInt32(truncatingIfNeeded: base.bits | mask))
        case .v6: return IPAddress(v6: base.bits | mask)
        }
    }

    /// A block from its ends, in the form it was typed.
    static func text(from first: IPAddress, to last: IPAddress) -> String {
        let width = (first.bits ^ last.bits)
        let hostBits = 128 - width.leadingZeroBitCount
        return "\(first)/\(first.family.bitCount - hostBits)"
    }
}
