// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage
@testable import Takedown
import TestSupport
import Testing

/// TakedownStore and ServerTraceStore.
struct TakedownStoreTests {
    private let store = TakedownStore()
    private let start = TakedownStoreRig.start

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a removal comes back as it was stored, every field`(engine: DatabaseUnderTest)
        async throws
    {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let above = try rig.contact("b@above.test", in: transaction)
            var takedown = rig.takedown(
                0, contact: contact.id,
                TakedownProgress(
                    state: .escalated, dueNotice: .escalation, isEscalated: true,
                    firstNoticeAt: start, lastNoticeAt: start + .days(1),
                    firstGoneAt: start + .days(2), lastGoneAt: start + .days(3), goneCount: 1,
                    unreachableSince: start + .days(4)))
            takedown.upstreamContactID = above.id
            takedown.round = 3
            #expect(try store.insert(takedown, in: transaction))
            #expect(try store.find(takedown.id, in: transaction) == takedown)
            #expect(try store.find(locator: takedown.locatorID, in: transaction) == takedown)
            #expect(try store.list(incident: takedown.incidentID, in: transaction) == [takedown])
            // And every field that may be empty, empty.
            var bare = rig.takedown(1)
            bare.serverAddress = nil
            bare.country = nil
            try store.insert(bare, in: transaction)
            #expect(try store.find(bare.id, in: transaction) == bare)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an address has one removal`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let takedown = rig.takedown(0)
            let isFirst = try store.insert(takedown, in: transaction)
            let isSecond = try store.insert(rig.takedown(0), in: transaction)
            #expect(isFirst && !isSecond)
            #expect(try store.find(locator: takedown.locatorID, in: transaction) == takedown)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `of two who change what they read, the second is told`(engine: DatabaseUnderTest)
        async throws
    {
        let rig = try await TakedownStoreRig(engine)
        let stale = rig.takedown(0)
        try await rig.database.write { transaction in
            try store.insert(stale, in: transaction)
            var first = stale
            first.progress = TakedownProgress(state: .held)
            try store.update(&first, at: start + .hours(1), in: transaction)
            #expect(first.version == 2)
            #expect(first.updatedAt == start + .hours(1))
            #expect(try store.find(stale.id, in: transaction) == first)
        }
        await #expect(throws: TakedownError.changedMeanwhile) {
            try await rig.database.write { transaction in
                var second = stale
                second.progress = TakedownProgress(state: .withdrawn)
                try store.update(&second, at: start, in: transaction)
            }
        }
        let stored = try await rig.database.read { try store.find(stale.id, in: $0) }
        #expect(stored?.progress.state == .held)
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what is due to one contact is found, oldest first, and nothing else`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await TakedownStoreRig(engine, addresses: 5)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let other = try rig.contact("b@hosting.test", in: transaction)
            let due = TakedownProgress(state: .queued, dueNotice: .first)
            for number in [2, 0, 1] {
                try store.insert(
                    rig.takedown(number, contact: contact.id, due), in: transaction)
            }
            try store.insert(rig.takedown(3, contact: other.id, due), in: transaction)
            try store.insert(
                rig.takedown(4, contact: contact.id, TakedownProgress(state: .noticed)),
                in: transaction)
            let found = try store.due(contact: contact.id, limit: 10, in: transaction)
            #expect(found.map(\.locatorID) == rig.locators.prefix(3).map(\.id))
            #expect(try store.due(contact: contact.id, limit: 2, in: transaction).count == 2)
            #expect(
                try store.counts(in: transaction) == [.queued: 4, .noticed: 1])
            let incident = rig.locators[4].incidentID
            #expect(try store.counts(incident: incident, in: transaction) == [.noticed: 1])
            #expect(
                try store.list(
                    TakedownFilter(states: [.queued, .gone], contact: contact.id), limit: 10,
                    in: transaction
                ).map(\.id) == found.reversed().map(\.id))
            #expect(
                try store.list(before: found[1].id, limit: 10, in: transaction).map(\.id)
                    == [found[0].id])
            #expect(
                try store.list(
                    TakedownFilter(incident: incident), limit: 10, in: transaction
                ).count == 1)
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `what nobody looked at today is found`(engine: DatabaseUnderTest) async throws {
        let states = TakedownState.allCases
        let rig = try await TakedownStoreRig(engine, addresses: 4 + states.count)
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            func add(
                _ number: Int, _ state: TakedownState, told: Timestamp?, due: NoticeKind? = nil
            )
                throws -> Takedown
            {
                let takedown = rig.takedown(
                    number, contact: contact.id,
                    TakedownProgress(
                        state: state, dueNotice: due, firstNoticeAt: told, lastNoticeAt: told))
                try store.insert(takedown, in: transaction)
                return takedown
            }
            let unseen = try add(0, .noticed, told: start - .days(1))
            let seen = try add(1, .escalated, told: start - .days(1))
            _ = try add(2, .noticed, told: start + .hours(1))
            _ = try add(3, .noticed, told: start - .days(1), due: .repeat)
            var waitedFor = [unseen.id]
            for (number, state) in states.enumerated() {
                let takedown = try add(4 + number, state, told: start - .days(1))
                if state == .noticed || state == .escalated { waitedFor.append(takedown.id) }
            }
            for (takedown, moment) in [(unseen, start - .hours(1)), (seen, start + .hours(1))] {
                try store.insert(check(of: takedown, .present, at: moment), in: transaction)
            }
            let found = try store.notRechecked(
                since: start, contact: contact.id, limit: 10, in: transaction)
            #expect(Set(found.map(\.id)) == Set(waitedFor))
        }
        try await rig.database.close()
    }

    private func check(of takedown: Takedown, _ finding: Finding, at moment: Timestamp)
        -> Recheck
    {
        Recheck(
            id: Identifier(at: moment), takedownID: takedown.id, finding: finding,
            detail: "status.200", checkedAt: moment)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `looks are kept, newest first, each moment once`(engine: DatabaseUnderTest) async throws {
        let rig = try await TakedownStoreRig(engine)
        try await rig.database.write { transaction in
            let takedown = rig.takedown(0)
            try store.insert(takedown, in: transaction)
            let looks = (0..<3).map { number in
                check(
                    of: takedown, Finding.allCases[number], at: start + .hours(number))
            }
            for look in looks { #expect(try store.insert(look, in: transaction)) }
            #expect(
                try store.insert(check(of: takedown, .gone, at: start), in: transaction) == false)
            #expect(try store.rechecks(of: takedown.id, in: transaction) == looks.reversed())
            #expect(
                try store.rechecks(of: takedown.id, limit: 1, in: transaction) == [looks[2]])
        }
        try await rig.database.close()
    }

    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            ([], nil), ([5], 5), ([1, 9], 5), ([9, 1, 2], 2), ([1, 2, 3, 10], 2.5),
        ] as [([Double], Double?)])
    func `the median of removal times is the middle one`(
        engine: DatabaseUnderTest, times: ([Double], Double?)
    ) async throws {
        let rig = try await TakedownStoreRig(engine, addresses: 5)
        try await rig.database.write { transaction in
            for (number, hours) in times.0.enumerated() {
                let gone = start + .seconds(hours * 3_600)
                try store.insert(
                    rig.takedown(
                        number,
                        TakedownProgress(
                            state: .gone, firstNoticeAt: start, firstGoneAt: gone,
                            lastGoneAt: gone, goneCount: 2)), in: transaction)
            }
            // One that was gone before anybody was told has no time.
            try store.insert(
                rig.takedown(4, TakedownProgress(state: .gone, firstGoneAt: start)),
                in: transaction)
            let removal = try store.removalTimes(in: transaction)
            #expect(removal.count == times.0.count)
            #expect(removal.median == times.1.map { .seconds($0 * 3_600) })
        }
        try await rig.database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `traces are only ever added, and the newest is found`(engine: DatabaseUnderTest)
        async throws
    {
        let rig = try await TakedownStoreRig(engine)
        let store = ServerTraceStore()
        try await rig.database.write { transaction in
            let contact = try rig.contact("a@hosting.test", in: transaction)
            let traces = try [ServerRole.pointed, .hosting, .hosting].enumerated().map {
                number, role in
                let trace = ServerTrace(
                    id: ServerTrace.ID(at: start + .hours(number)),
                    incidentID: rig.locators[0].incidentID, locatorID: rig.locators[0].id,
                    role: role, address: number == 0 ? nil : "192.0.2.\(number)",
                    country: number == 0 ? nil : "CA", networkHandle: "NET", networkName: "Name",
                    organisation: "Example Hosting", source: number == 0 ? .nobody : .registry,
                    contactID: number == 0 ? nil : contact.id, upstreamContactID: nil,
                    failureCode: number == 0 ? "outbound.name-not-found" : nil,
                    tracedAt: start + .hours(number))
                try store.insert(trace, in: transaction)
                return trace
            }
            let incident = rig.locators[0].incidentID
            #expect(try store.list(incident: incident, in: transaction) == traces)
            #expect(try store.list(incident: incident, limit: 1, in: transaction) == [traces[0]])
            #expect(
                try store.latest(
                    locator: rig.locators[0].id, role: .hosting, in: transaction) == traces[2])
            #expect(
                try store.latest(
                    locator: rig.locators[1].id, role: .hosting, in: transaction) == nil)
        }
        try await rig.database.close()
    }
}
