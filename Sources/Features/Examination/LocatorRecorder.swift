// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Sealing
import Storage
import WebAddresses

/// The addresses of one incident by their digests, so that a second look adds none twice.
struct LocatorRecorder {
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
    ///
    /// An address that was typed without a scheme gets the one by which it gave a page or a file: a
    /// notice must name what was fetched, and no other answer says where the material is.
    mutating func load(answered: WebAddress?, in transaction: any SQLTransaction) throws {
        for locator in try store.list(of: target.incident.id, in: transaction) {
            if let digest = locator.digest { known[digest] = locator.id }
        }
        for candidate in target.candidates {
            known[recorder.digest(of: candidate)] = target.locator.id
        }
        let address = answered.map(target.address.settled) ?? target.address
        if address != target.address {
            let sealed = try seal(address.text, for: target.locator.id)
            try store.setAddress(sealed, for: target.locator.id, in: transaction)
        }
        if let first = address.candidates.first {
            let digest = recorder.digest(of: first)
            try store.setDigest(digest, for: target.locator.id, in: transaction)
        }
    }

    private func seal(_ text: String, for id: Locator.ID) throws -> [UInt8] {
        try key.seal(
            text, field: Locator.sealedField(id), record: target.incident.recordID)
    }

    /// The row of an address, made when there is none.
    mutating func locator(
        for address: WebAddress, origin: Locator.Origin, in transaction: any SQLTransaction
    ) throws -> Locator.ID {
        let digest = recorder.digest(of: address)
        if let id = known[digest] { return id }
        let id = Locator.ID(at: recorder.now)
        try store.insert(
            Locator(
                id: id, incidentID: target.incident.id, parentID: target.locator.id, kind: .url,
                origin: origin, recordID: target.incident.recordID,
                sealedAddress: try seal(address.text, for: id), digest: digest,
                createdAt: recorder.now), in: transaction)
        known[digest] = id
        return id
    }
}
