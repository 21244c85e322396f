// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Sealing
import Storage
import WebAddresses

/// The addresses of one incident by their digests, so that a second look adds none twice.
struct LocatorBook {
    private let target: Examiner.Target
    private let key: RecordKey
    private let recorder: ExaminationRecorder
    private var known: [[UInt8]: Locator.ID] = [:]
    private let store = LocatorStore()

    init(_ target: Examiner.Target, key: RecordKey, recorder: ExaminationRecorder) {
        self.target = target
        self.key = key
        self.recorder = recorder
    }

    /// Reads what the incident has, and gives the reported address its digest, which Intake could
    /// not: it does not hold that key.
    mutating func load(in transaction: any SQLTransaction) throws {
        for locator in try store.list(of: target.incident.id, in: transaction) {
            if let digest = locator.digest { known[digest] = locator.id }
        }
        for (place, candidate) in target.candidates.enumerated() {
            let digest = recorder.digest(of: candidate)
            known[digest] = target.locator.id
            if place == 0 {
                try store.setDigest(digest, for: target.locator.id, in: transaction)
            }
        }
    }

    /// The row of an address, made when there is none.
    mutating func locator(
        for address: WebAddress, origin: Locator.Origin, in transaction: any SQLTransaction
    ) throws -> Locator.ID {
        let digest = recorder.digest(of: address)
        if let id = known[digest] { return id }
        let id = Locator.ID(at: recorder.now)
        let record = target.incident.recordID
        try store.insert(
            Locator(
                id: id, incidentID: target.incident.id, parentID: target.locator.id, kind: .url,
                origin: origin, recordID: record,
                sealedAddress: try key.seal(
                    address.text, field: Locator.sealedField(id), record: record),
                digest: digest, createdAt: recorder.now), in: transaction)
        known[digest] = id
        return id
    }
}
