// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import AuditLog
import Demonstration
import Examination
import Fingerprinting
import Incidents
import Intake
import JobQueue
import Matching
import NightlightCore
import Outbound
import ReportFormats
import Sealing
import Storage
import Synchronization
import Testing

extension TakedownRig {
    /// A file at an address.
    struct Picture: Sendable {
        let path: String
        let bytes: [UInt8]

        /// Noise that begins like a picture and is none: the decoder says so, and it has digests.
        init(_ number: Int) {
            path = "/\(number).png"
            bytes = [0x89, 0x50, 0x4e, 0x47] + Array("kittens in the rain, \(number)".utf8)
        }
    }

    func page(_ path: String) -> String { internet.pages.url(path, host: "pages.test") }
    func picture(_ path: String) -> String { internet.pictures.url(path, host: "pictures.test") }

    /// A picture of `pictures.test`, reported, examined, and on a trusted list.
    @discardableResult
    func reportPicture(_ number: Int) async throws -> Incident.ID {
        let picture = Picture(number)
        internet.pictures.put(picture.path, picture.bytes, type: "image/png")
        return try await report(
            self.picture(picture.path), holding: [(self.picture(picture.path), picture)])
    }

    /// A page of `pages.test` that shows pictures of `pictures.test`.
    @discardableResult
    func reportPage(_ path: String, showing numbers: [Int]) async throws -> Incident.ID {
        let shown = numbers.map { Picture($0) }
        for picture in shown {
            internet.pictures.put(picture.path, picture.bytes, type: "image/png")
        }
        internet.pages.putPage(
            path, title: "Kittens", pictures: shown.map { self.picture($0.path) })
        return try await report(
            page(path), holding: shown.map { (self.picture($0.path), $0) })
    }

    /// What Intake and Examination leave behind, up to the decision.
    func report(
        _ address: String, holding pictures: [(address: String, picture: Picture)],
        decidedAfter delay: Duration = .zero
    ) async throws -> Incident.ID {
        let receipt = try await intake.submit(
            ReportDraft(
                channel: .public, language: .english, concern: .material, addresses: [address],
                narrative: "A secret about the weather.", contact: "reporter@home.test",
                submissionKey: SubmissionKey.make()))
        if !pictures.isEmpty {
            try await list(pictures.map { FileDigests(of: $0.picture.bytes).sha256 })
        }
        let reader = RecordReader(opener: Opener(privateKey: casework))
        let now = time.now()
        return try await database.write { transaction in
            let report = try #require(
                try ReportStore().find(number: receipt.number, in: transaction))
            let incident = try #require(
                try incidents.list(of: report.id, in: transaction).first)
            let reported = try #require(
                try LocatorStore().list(of: incident.id, in: transaction).first)
            let key = try reader.key(for: incident.recordID, in: transaction)
            for (place, picture) in pictures {
                var locator = reported
                if place != address {
                    let id = Locator.ID(at: now)
                    locator = Locator(
                        id: id, incidentID: incident.id, parentID: reported.id, kind: .url,
                        origin: .picture, recordID: incident.recordID,
                        sealedAddress: try key.seal(
                            place, field: Locator.sealedField(id), record: incident.recordID),
                        createdAt: now)
                    try LocatorStore().insert(locator, in: transaction)
                }
                try see(picture, at: locator, at: now, in: transaction)
            }
            try incidents.apply(.examinationStarted, to: incident.id, at: now, in: transaction)
            try incidents.setKnown(.trusted, for: incident.id, in: transaction)
            try jobs.enqueue(
                NewJob(
                    kind: .decide, key: "test:\(incident.id)",
                    payload: JobPayload(incident.id).text, due: now + delay), in: transaction)
            return incident.id
        }
    }

    /// Puts files on the list of known material.
    private func list(_ digests: [Fingerprint]) async throws {
        let lists = HashListService(database: database, audit: AuditTrail(), time: time)
        var chunks = [Array(digests.map { "sha256 \($0.hex)\n" }.joined().utf8)]
        _ = try await lists.importFile(
            into: known.id, format: .lines, policy: .keepGood, by: .system
        ) { chunks.popLast() }
    }

    private func see(
        _ picture: Picture, at locator: Locator, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        let digests = FileDigests(of: picture.bytes)
        let id = Identifier<Picture>(at: now)
        try transaction.execute(
            """
            INSERT INTO media (id, sha256, sha1, md5, byte_count, undecodable_reason,
                first_seen_at)
            VALUES (\(id), \(digests.sha256.bytes), \(digests.sha1.bytes), \(digests.md5.bytes),
                \(Int64(picture.bytes.count)), 'media.truncated', \(now)) ON CONFLICT DO NOTHING
            """)
        try transaction.execute(
            """
            INSERT INTO sighting (id, media_id, locator_id, seen_at)
            SELECT \(Identifier<Picture>(at: now)), id, \(locator.id), CAST(\(now) AS bigint)
            FROM media WHERE sha256 = \(digests.sha256.bytes)
            """)
        try ExaminationStore().insert(
            ExaminedServer(
                incidentID: locator.incidentID, locatorID: locator.id, role: .hosting,
                address: "127.0.2.1", seenAt: now), in: transaction)
    }
}
