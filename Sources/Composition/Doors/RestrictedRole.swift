// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// The role of PostgreSQL under which a door runs: it can take reports and show a receipt's status,
/// and neither read who may come in nor change what arrived.
package struct RestrictedRole: Sendable {
    private let name: String
    private let schema: String
    private let doors: Set<TableGrant.Door>

    /// - Throws: When a name is none that PostgreSQL takes without surprises.
    package init(
        name: String, schema: String = "public", doors: Set<TableGrant.Door>
    ) throws(DatabaseRoleError) {
        guard Self.isName(name), Self.isName(schema) else { throw .badName }
        guard !doors.isEmpty else { throw .noDoor }
        self.name = "\"\(name)\""
        self.schema = "\"\(schema)\""
        self.doors = doors
    }

    /// Statements that leave the role with these rights and no others; they may be run again.
    package var statements: [String] {
        let revoked = [
            "REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM \(name)",
            "REVOKE ALL ON SCHEMA \(schema) FROM \(name)",
            "GRANT USAGE ON SCHEMA \(schema) TO \(name)",
        ]
        return revoked
            + grants.map { grant in
                "GRANT \(grant.sql) ON TABLE \(schema).\"\(grant.table)\" TO \(name)"
            }
    }

    private var grants: [TableGrant] {
        // Whether the tables are what the program needs is asked by every process.
        [TableGrant("schema_migration", .select)]
            + Product.features.flatMap(\.doors).filter { !doors.isDisjoint(with: $0.doors) }
    }

    /// Small letters, digits, underscores and hyphens: never more than quotation marks hold.
    private static func isName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || "_-".utf8.contains($0)
            }
    }
}

/// Why no rights are written down.
package enum DatabaseRoleError: CodedError, Equatable {
    /// The name of a role or schema has other characters than small letters, digits, underscores
    /// and hyphens.
    case badName
    /// No part was named that takes reports.
    case noDoor
    /// A SQLite file has no roles.
    case noRoles

    package var code: String {
        switch self {
        case .badName: "database-role.bad-name"
        case .noDoor: "database-role.no-door"
        case .noRoles: "database-role.no-roles"
        }
    }
}

extension DatabaseRoleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badName:
            "The name of a role or schema has small letters, digits, underscores and hyphens only."
        case .noDoor: "Name a part that takes reports: public or provider."
        case .noRoles:
            """
            The database is a SQLite file, which has no roles: whoever opens it can read and \
            change everything. Set database.url to PostgreSQL.
            """
        }
    }
}
