// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Sealing
import WebAddresses

/// A report with everything sealed and identified, so that its transaction only writes.
///
/// Sealing happens before the transaction, which may run more than once and must not be slow.
struct PreparedReport: Sendable {
    struct Part: Sendable {
        var id: Incident.ID
        var technology: Technology
        var status: IncidentStatus
        var locator: Locator?
        /// Why no worker can look at it; `nil` when one can, and when there is no address.
        var refusal: AddressRefusal?

        var isFetchable: Bool { locator != nil && refusal == nil }
    }

    let id: Report.ID
    let valid: ValidReport
    let digest: [UInt8]
    let secretHash: String?
    let receivedAt: Timestamp
    let wrappedKey: [UInt8]
    let sealedNarrative: [UInt8]?
    let sealedContact: [UInt8]?
    let parts: [Part]

    init(
        _ valid: ValidReport, digest: [UInt8], secretHash: String?, sealer: Sealer,
        at now: Timestamp
    ) throws {
        let id = Report.ID(at: now)
        let key = RecordKey.make()
        func seal(_ text: String?, _ field: Report.SealedField) throws -> [UInt8]? {
            try text.map { try key.seal($0, field: field.rawValue, record: RecordID(of: id)) }
        }
        self.id = id
        self.valid = valid
        self.digest = digest
        self.secretHash = secretHash
        receivedAt = now
        wrappedKey = try sealer.wrap(key, record: RecordID(of: id))
        sealedNarrative = try seal(valid.narrative, .narrative)
        sealedContact = try seal(valid.contact, .contact)
        guard !valid.addresses.isEmpty else {
            parts = [
                Part(
                    id: Incident.ID(at: now), technology: valid.technology ?? .other,
                    status: try Self.status(isFetchable: false))
            ]
            return
        }
        parts = try valid.addresses.map { address in
            let incident = Incident.ID(at: now)
            let locator = Locator.ID(at: now)
            return Part(
                id: incident, technology: address.technology ?? valid.technology ?? .other,
                status: try Self.status(isFetchable: address.isFetchable),
                locator: Locator(
                    id: locator, incidentID: incident, kind: address.locatorKind, origin: .reported,
                    recordID: RecordID(of: id),
                    sealedAddress: try key.seal(
                        address.text, field: Locator.sealedField(locator),
                        record: RecordID(of: id)),
                    createdAt: now), refusal: address.refusal)
        }
    }

    /// What no worker can fetch waits for a person from the start.
    private static func status(isFetchable: Bool) throws -> IncidentStatus {
        var status = IncidentStatus.received
        if !isFetchable { try status.apply(.personNeeded) }
        return status
    }

    func report(number: String) -> Report {
        Report(
            id: id, number: number, receivedAt: receivedAt, channel: valid.channel,
            language: valid.language, concern: valid.concern, provider: valid.provider,
            sealedNarrative: sealedNarrative, sealedContact: sealedContact,
            addressCount: valid.addresses.count)
    }
}
