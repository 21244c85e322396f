// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Examination
import Fingerprinting
import Incidents
import JobQueue
import Matching
import NightlightCore
import PasswordHashing
import Sealing
import Storage
import TestSupport
import Testing

/// SightingStore on both engines.
struct SightingStoreTests {
    private let now = Timestamp(secondsSinceEpoch: 1_795_473_000)

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a sighting is kept once, and found by its incident`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let (incident, locator) = (Incident.ID(at: now), Locator.ID(at: now))
        let file = FingerprintedFile(FileDigests(md5: 1, sha1: 2, sha256: 3))
        let later = now + .hours(1)
        let found = try await database.write { transaction in
            try IncidentStore().insert(
                Incident(
                    id: incident, number: "2026-000001", reportID: nil, channel: .crawler,
                    technology: .webPage, concern: .material, createdAt: now), in: transaction)
            try LocatorStore().insert(
                Locator(
                    id: locator, incidentID: incident, kind: .url, origin: .reported,
                    recordID: RecordID(of: incident), sealedAddress: [1], createdAt: now),
                in: transaction)
            let id = try MediaStore().record(file, at: now, in: transaction)
            for time in [now, now, later] {
                try SightingStore().insert(id, at: locator, seen: time, in: transaction)
            }
            return try SightingStore().media(of: incident, limit: 10, in: transaction)
                .map { ($0.locator, $0.media == id, $0.seenAt) }
        }
        #expect(found.map(\.0) == [locator, locator])
        #expect(found.map(\.1) == [true, true])
        #expect(found.map(\.2) == [now, later])
        try await database.close()
    }
}
