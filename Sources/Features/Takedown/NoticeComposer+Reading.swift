// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Incidents
import NightlightCore
import Sealing
import Storage
import WebAddresses

extension NoticeComposer {
    /// Everything due to the contact, opened; `nil` when there is no such contact.
    func draft(
        for id: AbuseContact.ID, at now: Timestamp, in transaction: any SQLTransaction
    ) throws -> Draft? {
        guard let contact = try contacts.find(id, in: transaction) else { return nil }
        let due = try takedowns.due(
            contact: id, limit: TakedownLimits.noticeItemsMax, in: transaction)
        var cases: [Incident.ID: IncidentCase] = [:]
        var items: [Item] = []
        var textBytes = 0
        for takedown in due {
            guard let kind = takedown.progress.dueNotice else { continue }
            let incident =
                try cases[takedown.incidentID]
                ?? IncidentCase.read(takedown.incidentID, reader, in: transaction)
            cases[takedown.incidentID] = incident
            let address = try incident?.address(of: takedown.locatorID, in: transaction)
            let entry = try address.map {
                try self.entry(takedown, kind, $0, incident, in: transaction)
            }
            // Twice, since an unknown language means both; the fixed words come on top.
            textBytes +=
                2 * ((address?.text.utf8.count ?? 0) + 400 + 200 * (entry?.digests.count ?? 0))
            guard textBytes <= TakedownLimits.noticeTextBytesMax || items.isEmpty else { break }
            items.append(
                Item(
                    takedown: takedown, host: try KnownHost.read(takedown, in: transaction),
                    kind: kind, address: address, entry: entry))
        }
        return Draft(
            contact: contact, items: items,
            isCutShort: items.count < due.count || due.count == TakedownLimits.noticeItemsMax)
    }

    private func entry(
        _ takedown: Takedown, _ kind: NoticeKind, _ address: WebAddress,
        _ incident: IncidentCase?, in transaction: any SQLTransaction
    ) throws -> NoticeEntry {
        let files = incident?.material.at([takedown.locatorID]) ?? []
        let rechecks = try takedowns.rechecks(of: takedown.id, limit: 50, in: transaction)
        let seenAt =
            rechecks.first { $0.finding == .present }?.checkedAt ?? files.map(\.seenAt).max()
            ?? takedown.createdAt
        let sent = try notices.list(takedown: takedown.id, in: transaction)
            .filter { $0.state == .sent }
        let isListed = incident?.material.files.contains(where: \.isListed) ?? false
        let told = files.prefix(TakedownLimits.digestsPerEntryMax)
        return NoticeEntry(
            takedownID: takedown.id, kind: kind, address: address.text, role: takedown.role,
            serverAddress: takedown.serverAddress, country: takedown.country,
            basis: isListed ? .listMatch : .personAssessed,
            classification: incident?.exchangeClass, seenAt: seenAt,
            firstNoticeAt: takedown.progress.firstNoticeAt, noticeCount: sent.count,
            digests: told.map(\.digests),
            isOnlyPictures: !told.isEmpty && told.allSatisfy(\.isPicture))
    }
}

/// What all addresses of one incident share: its key, its material and its class.
struct IncidentCase: Sendable {
    let incident: Incident
    let key: RecordKey
    let material: Material
    let exchangeClass: String?
    private let reader: RecordReader

    /// `nil` when the incident's record was erased.
    static func read(
        _ id: Incident.ID, _ reader: RecordReader, in transaction: any SQLTransaction
    ) throws -> IncidentCase? {
        guard let incident = try IncidentStore().find(id, in: transaction) else { return nil }
        let key: RecordKey
        do {
            key = try reader.key(for: incident.recordID, in: transaction)
        } catch IncidentError.erased {
            return nil
        }
        let assessment = try AssessmentStore().current(id, in: transaction)
        let value = assessment.flatMap { ClassificationScheme.find($0.scheme)?.value($0.value) }
        return IncidentCase(
            incident: incident, key: key, material: try Material.read([id], in: transaction),
            exchangeClass: value?.exchangeClass, reader: reader)
    }

    func address(of id: Locator.ID, in transaction: any SQLTransaction) throws -> WebAddress? {
        guard let locator = try LocatorStore().find(id, in: transaction) else { return nil }
        return AddressReading(kept: try reader.address(of: locator, key: key)).candidates.first
    }
}
