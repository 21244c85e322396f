// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

/// What came of the latest look at an incident, and the servers met on the way.
struct ExaminationStoreTests {
    private let rig: ContractRig
    private let store = ExaminationStore()

    init() throws { rig = try ContractRig() }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the latest examination stands in the place of the one before`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (_, incidents) = try await rig.report(rig.draft(), on: database)
        let incident = try #require(incidents.first).id
        #expect(try await database.read { try store.find(incident, in: $0) } == nil)
        var first = Examination(
            incidentID: incident, outcome: .notFetched, finishedAt: rig.time.now())
        first.code = "fetch.timeout"
        var second = Examination(
            incidentID: incident, outcome: .examined, finishedAt: rig.time.now() + .days(1))
        second.pageCount = 1
        second.mediaCount = 12
        second.undecodableCount = 2
        second.failedCount = 3
        second.skippedCount = 4
        second.byteCount = 5_000_000_000
        for each in [first, second] {
            try await database.write { try store.put(each, in: $0) }
            #expect(try await database.read { try store.find(incident, in: $0) } == each)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a server is kept once for each address and role, as it was first seen`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (_, incidents) = try await rig.report(rig.draft(), on: database)
        let incident = try #require(incidents.first).id
        let locator = try await database.read {
            try #require(try LocatorStore().list(of: incident, in: $0).first).id
        }
        let now = rig.time.now()
        func server(
            _ role: ExaminedServer.Role, _ address: String, after delay: Duration = .zero
        ) -> ExaminedServer {
            ExaminedServer(
                incidentID: incident, locatorID: locator, role: role, address: address,
                seenAt: now + delay)
        }
        let servers = [
            server(.hosting, "192.0.2.7"), server(.pointed, "192.0.2.7"),
            server(.pointed, "2001:db8::7"),
        ]
        try await database.write { transaction in
            for each in servers.reversed() { try store.insert(each, in: transaction) }
        }
        let again = server(.pointed, "192.0.2.7", after: .days(1))
        try await database.write { try store.insert(again, in: $0) }
        #expect(try await database.read { try store.servers(of: incident, in: $0) } == servers)
        try await database.close()
    }
}
