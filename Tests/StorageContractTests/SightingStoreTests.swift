// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Examination
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
        let media = try #require(
            NewMedia(
                md5: Fingerprint(kind: .md5, bytes: [UInt8](repeating: 1, count: 16)),
                sha1: Fingerprint(kind: .sha1, bytes: [UInt8](repeating: 2, count: 20)),
                sha256: Fingerprint(kind: .sha256, bytes: [UInt8](repeating: 3, count: 32))))
        let later = now + .hours(1)
        let found = try await database.write { transaction in
            try IncidentStore().insert(
                Incident(
                    id: incident, number: "2026-000001", reportID: nil, channel: .crawler,
                    technology: .webPage, concern: .material, createdAt: now), in: transaction)
            try LocatorStore().insert(
                Locator(
                    id: locator, incidentID: incident, kind: .url, origin: .reported,
                    recordID: incident.text, sealedAddress: [1], createdAt: now), in: transaction)
            let id = try MediaStore().record(media, at: now, in: transaction)
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

extension NewMedia {
    /// A file without a picture; `nil` when a digest is.
    fileprivate init?(md5: Fingerprint?, sha1: Fingerprint?, sha256: Fingerprint?) {
        guard let md5, let sha1, let sha256 else { return nil }
        self.init(
            md5: md5, sha1: sha1, sha256: sha256, pdq: nil, pdqQuality: nil, byteCount: 1,
            undecodableReason: "media.not-a-picture")
    }
}
