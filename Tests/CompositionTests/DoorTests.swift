// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Composition
import Foundation
import Incidents
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import PostgresDriver
import Sealing
import Storage
import TestSupport
import Testing

/// What is granted to processes that only take reports.
struct DoorTests {
    @Test(arguments: Product.features.map(\.module))
    func `a feature gives rights to its own tables only`(module: String) throws {
        let feature = try #require(Product.features.first { $0.module == module })
        for grant in feature.doors { #expect(feature.tables.contains(grant.table)) }
    }

    @Test(arguments: ["", "a\"b", "a b", "A", "é", String(repeating: "a", count: 64)])
    func `a name that is none becomes no statement`(name: String) {
        #expect(throws: DatabaseRoleError.badName) {
            try RestrictedRole(name: name, doors: [.publicSite])
        }
        #expect(throws: DatabaseRoleError.badName) {
            try RestrictedRole(name: "door", schema: name, doors: [.publicSite])
        }
    }

    @Test func `a role without a door has no rights to write down`() {
        #expect(throws: DatabaseRoleError.noDoor) { try RestrictedRole(name: "door", doors: []) }
    }

    @Test func `the provider API works under its role, and reads no account`() async throws {
        let place = try await TemporaryDatabase(.postgres)
        let role = "door-" + SubmissionKey.make().prefix(8)
        let schema = place.address.components(separatedBy: "search_path=")[1].dropLast()
        let statements = try RestrictedRole(
            name: role, schema: String(schema), doors: [.providerAPI]
        ).statements
        try await place.database.write { transaction in
            try transaction.execute(SQLQuery(stringLiteral: "CREATE ROLE \"\(role)\" LOGIN"))
            for statement in statements {
                try transaction.execute(SQLQuery(stringLiteral: statement))
            }
        }
        let inside = providers(on: place.database)
        let provider = try await inside.register(
            name: "Weather Hosting", language: .english, by: .system)
        let (token, revoked) = (
            try await inside.issueToken(for: provider.id, by: .system),
            try await inside.issueToken(for: provider.id, by: .system)
        )
        try await inside.revokeToken(
            prefix: String(revoked.split(separator: "_")[1]), by: .system)

        let door = PostgresDatabase(
            connection: place.address.replacing("user=nightlight", with: "user=\(role)"))
        let outside = providers(on: door)
        #expect(try await outside.authenticate(token: token)?.id == provider.id)
        #expect(try await outside.authenticate(token: revoked) == nil)
        try await report(to: door, by: provider)
        try await place.database.write { transaction in
            _ = try transaction.execute("UPDATE provider SET name = 'Rain Hosting'")
        }
        #expect(try await outside.authenticate(token: token) == nil, "and it is put on record")
        for statement: SQLQuery in [
            "SELECT id FROM account", "SELECT token_hash FROM session",
            "SELECT wrapped FROM record_key", "SELECT actor FROM audit_event",
            "UPDATE provider SET name = name",
            "UPDATE provider_token SET secret_hash = secret_hash",
            "UPDATE report SET concern = concern",
        ] {
            await #expect(throws: StorageError.readOnly) {
                try await door.write { try $0.forEachRow(statement) { _ in } }
            }
        }
        try await door.close()
        try await place.database.close()
    }

    private func providers(on database: any Database) -> ProviderService {
        ProviderService(
            database: database, audit: AuditTrail(), sealer: .testing(.provider),
            time: SystemTime())
    }

    private func report(to database: any Database, by provider: Provider) async throws {
        let intake = IntakeService(
            database: database,
            sealer: Sealer(publicKey: try CaseworkPrivateKey.make().publicKey),
            jobs: JobQueue(database: database, time: SystemTime()), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: SystemTime())
        var draft = ReportDraft(
            channel: .provider, language: .english, concern: .material,
            addresses: ["https://a.example.org/1"], narrative: nil, contact: nil,
            submissionKey: SubmissionKey.make())
        draft.provider = ReportingProvider(
            id: provider.id, identifier: provider.identifier.text, name: provider.name)
        let submission = try await intake.submitProviderReport(draft)
        let number = try #require(submission.receipts.first?.incidentNumber)
        #expect(
            try await intake.providerReceipt(incidentNumber: number, providerID: provider.id)
                != nil)
    }
}
