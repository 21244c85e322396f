// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Storage
import TestSupport
import Testing

@Suite struct TimelinePageTests {
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a timeline is read backwards, page by page, each event once`(_ engine: DatabaseUnderTest)
        async throws
    {
        let database = try await TemporaryDatabase(engine).database
        let time = Timestamp(secondsSinceEpoch: 1_800_000_000)
        let incident = Incident(
            id: Incident.ID(at: time), number: "2026-000001", reportID: nil, channel: .public,
            technology: .webPage, concern: .other, createdAt: time)
        try await database.write { transaction in
            try IncidentStore().insert(incident, in: transaction)
            for number in 0..<7 {
                // All in one moment: their place tells them apart, not their time.
                try IncidentTimeline().append(
                    IncidentEvent(
                        incidentID: incident.id, kind: .received, at: time,
                        facts: [.number: String(number)]), in: transaction)
            }
        }
        let numbers = try await database.read { transaction -> [String] in
            var numbers: [String] = []
            var last: IncidentEvent.ID?
            while true {
                let page = try IncidentTimeline().latest(
                    of: incident.id, before: last, limit: 3, in: transaction)
                guard let end = page.last else { return numbers }
                numbers += page.compactMap { $0.facts[.number] }
                last = end.id
            }
        }
        #expect(numbers == ["6", "5", "4", "3", "2", "1", "0"])
    }
}
