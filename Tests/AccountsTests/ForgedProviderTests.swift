// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import NightlightCore
import Sealing
import Storage
import TestSupport
import Testing

/// What somebody who can write the database, and has no key, may try in a provider's name.
struct ForgedProviderTests {
    private struct World {
        let rig: AccountRig
        let service: ProviderService
        let provider: Provider
        let token: String

        init(_ engine: DatabaseUnderTest) async throws {
            rig = try await AccountRig(engine)
            service = ProviderService(
                database: rig.database, audit: AuditTrail(), sealer: .testing(.provider),
                watch: rig.watch, time: rig.time)
            provider = try await service.register(
                name: "Weather Hosting", language: .english, by: .system)
            token = try await service.issueToken(for: provider.id, by: .system)
        }

        var prefix: String { String(token.split(separator: "_")[1]) }

        func isAccepted(_ token: String) async throws -> Bool {
            try await service.authenticate(token: token) != nil
        }

        func refusals() async throws -> [[String?]] {
            try await rig.database.read { try AuditEventStore().recent(limit: 200, in: $0) }
                .filter { $0.kind == .providerRowRefused }.compactMap(\.event)
                .map { [$0.facts[.table], $0.facts[.cause]] }
        }
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a token's row that was copied or moved is refused`(
        engine: DatabaseUnderTest
    ) async throws {
        let world = try await World(engine)
        let other = try await world.service.register(
            name: "Rain Hosting", language: .french, by: .system)
        #expect(try await world.isAccepted(world.token))
        try await world.rig.tamper(
            """
            INSERT INTO provider_token (prefix, provider_id, secret_hash, created_at, seal)
            SELECT '0123456789ab', provider_id, secret_hash, created_at, seal FROM provider_token
            """)
        let secret = world.token.split(separator: "_")[2]
        #expect(try await !world.isAccepted("nlp_0123456789ab_\(secret)"))
        try await world.rig.tamper(
            "UPDATE provider_token SET provider_id = \(other.id) WHERE prefix = \(world.prefix)")
        #expect(try await !world.isAccepted(world.token))
        #expect(
            try await world.refusals() == [
                ["provider_token", "wrong"], ["provider_token", "wrong"],
            ])
        #expect(world.rig.watch.counts == [.providerToken: 2])
        try await world.rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a token that was revoked stays so, whatever row is put back`(
        engine: DatabaseUnderTest
    ) async throws {
        let world = try await World(engine)
        try await world.rig.tamper("CREATE TABLE kept AS SELECT * FROM provider_token")
        try await world.service.revokeToken(prefix: world.prefix, by: .system)
        try await world.rig.tamper(
            "DELETE FROM provider_token", "INSERT INTO provider_token SELECT * FROM kept",
            "DROP TABLE kept")
        #expect(try await !world.isAccepted(world.token))
        #expect(try await world.refusals() == [["provider_token", "rolled-back"]])
        try await world.rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a provider that was disabled stays so, whatever row is put back`(
        engine: DatabaseUnderTest
    ) async throws {
        let world = try await World(engine)
        try await world.service.disable(world.provider.id, by: .system)
        try await world.rig.tamper("UPDATE provider SET disabled_at = NULL")
        #expect(try await !world.isAccepted(world.token))
        #expect(try await world.refusals() == [["provider", "wrong"]])
        let refused = try await SealInspection(
            staff: .testing(.staff), provider: .testing(.provider)
        ).refused(in: world.rig.database)
        #expect(refused == [.provider: 1])
        try await world.rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the note that a token was used breaks no seal`(
        engine: DatabaseUnderTest
    ) async throws {
        let world = try await World(engine)
        for _ in 1...3 {
            #expect(try await world.isAccepted(world.token))
            world.rig.time.advance(by: .hours(2))
        }
        #expect(world.rig.watch.counts.isEmpty)
        try await world.rig.database.close()
    }
}
