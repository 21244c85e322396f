// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

@testable import Takedown

struct FollowerStoreTests {
    private let store = FollowerStore()
    private let takedowns = TakedownStore()
    private let start = TakedownStoreRig.start

    @Test(arguments: DatabaseUnderTest.allCases)
    func `incidents wait in the order in which they joined, until they leave`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let takedown = rig.takedown(0)
            try takedowns.insert(takedown, in: transaction)
            for number in [2, 1] {
                let locator = rig.locators[number]
                try store.join(
                    takedown.id, locator.id, of: locator.incidentID,
                    at: start + .days(3 - number), in: transaction)
            }
            let waiting = try store.waiting(for: takedown.id, in: transaction)
            #expect(waiting.map(\.locatorID) == [0, 2, 1].map { rig.locators[$0].id })
            #expect(waiting.first?.incidentID == takedown.incidentID)
            #expect(try store.waiting(for: takedown.id, limit: 2, in: transaction).count == 2)
            #expect(
                try takedowns.find(locator: rig.locators[1].id, in: transaction) == takedown)

            let second = rig.locators[2]
            try store.leave(
                takedown.id, incident: second.incidentID, at: start + .days(9), in: transaction)
            let left = try store.find(second.id, in: transaction)
            #expect(left?.leftAt == start + .days(9) && left?.joinedAt == start + .days(1))
            #expect(try store.count(waitingFor: takedown.id, in: transaction) == 2)
            #expect(
                try store.list(incident: second.incidentID, in: transaction).map(\.isWaiting)
                    == [false])
            // Coming back, it waits again where it stood.
            try store.join(
                takedown.id, second.id, of: second.incidentID, at: start + .days(10),
                in: transaction)
            #expect(try store.count(waitingFor: takedown.id, in: transaction) == 3)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address's takedown is found by whoever names the address`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownStoreRig(engine)
        let digest = [UInt8](repeating: 7, count: 32)
        try await rig.database.write { transaction in
            let takedown = rig.takedown(0)
            try takedowns.insert(takedown, in: transaction)
            #expect(try takedowns.find(addressDigest: digest, in: transaction) == nil)
            try LocatorStore().setDigest(digest, for: takedown.locatorID, in: transaction)
            #expect(try takedowns.find(addressDigest: digest, in: transaction) == takedown)
            try LocatorStore().forgetDigests(
                of: rig.locators[0].recordID, in: transaction)
            #expect(try takedowns.find(addressDigest: digest, in: transaction) == nil)
        }
        try await rig.database.close()
    }
}
