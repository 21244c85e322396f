// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
@testable import Assessment
import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

/// Decisions are added, never changed, and exactly one of an incident's holds.
struct AssessmentStoreTests {
    private let rig: ContractRig
    private let store = AssessmentStore()

    init() throws { rig = try ContractRig() }

    private func incident(on database: any Database) async throws -> (
        Incident.ID, AccountID
    ) {
        let (_, incidents) = try await rig.report(rig.draft(["@kitten"]), on: database)
        let (account, _) = try await rig.account("Nori", on: database)
        return (try #require(incidents.first).id, account.id)
    }

    private func assessment(
        _ incident: Incident.ID, by account: AccountID?, value: String = "csaem",
        outcome: Assessment.Outcome = .actionable, superseding: Assessment.ID? = nil
    ) -> Assessment {
        rig.time.advance(by: .seconds(1))
        let now = rig.time.now()
        return Assessment(
            id: Assessment.ID(at: now), incidentID: incident, account: account, scheme: .canada,
            value: value, outcome: outcome, sealedReason: account == nil ? nil : [0, 255, 7],
            supersedes: superseding, madeAt: now)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a decision comes back as it was made, and the last one holds`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (incident, account) = try await incident(on: database)
        #expect(try await database.read { try store.current(incident, in: $0) } == nil)
        let first = assessment(incident, by: nil)
        let second = assessment(
            incident, by: account, value: "not-csaem", outcome: .closed, superseding: first.id)
        for each in [first, second] {
            try await database.write { try store.insert(each, in: $0) }
            #expect(try await database.read { try store.current(incident, in: $0) } == each)
        }
        #expect(try await database.read { try store.list(incident, in: $0) } == [first, second])
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what was superseded cannot be superseded again`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (incident, account) = try await incident(on: database)
        let first = assessment(incident, by: account)
        let second = assessment(incident, by: account, superseding: first.id)
        for each in [first, second] {
            try await database.write { try store.insert(each, in: $0) }
        }
        let late = [
            assessment(incident, by: account, superseding: first.id),
            assessment(incident, by: account),
        ]
        for each in late {
            await #expect(throws: AssessmentError.changedMeanwhile) {
                try await database.write { try store.insert(each, in: $0) }
            }
        }
        #expect(try await database.read { try store.list(incident, in: $0).count } == 2)
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `of several people who decide at once one is heard`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (incident, account) = try await incident(on: database)
        let service = rig.assessments(on: database)
        let heard = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...6 {
                group.addTask {
                    do {
                        _ = try await service.assess(
                            incident: incident, by: account, scheme: .canada, value: "csaem")
                        return true
                    } catch AssessmentError.changedMeanwhile {
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(heard == 1)
        #expect(try await database.read { try store.list(incident, in: $0).count } == 1)
        try await database.close()
    }
}
