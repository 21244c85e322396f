// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Incidents
import JobQueue
import NightlightCore
import Sealing
import Storage
import Outbound
import WebAddresses

extension Rechecker {
    /// What is to be done about one address now.
    enum Plan: Sendable {
        case look(Subject)
        /// Police asked to wait: nobody looks.
        case wait
        /// The record was erased.
        case forget
        /// Nothing is left to look for.
        case end
    }

    /// What a look is compared with.
    struct Subject: Sendable {
        let takedown: Takedown
        let host: KnownHost
        /// In the order to try.
        let addresses: [WebAddress]
        let material: Material
        /// Where material of the incident is that is not gone.
        let openAddresses: Set<WebAddress>
    }

    func plan(
        for id: Takedown.ID, _ job: Job, in transaction: any SQLTransaction
    ) throws -> Plan {
        guard let takedown = try current(id, job, in: transaction) else { return .end }
        guard takedown.progress.state != .held else { return .wait }
        guard let locator = try LocatorStore().find(takedown.locatorID, in: transaction) else {
            return .end
        }
        let key: RecordKey
        do {
            key = try reader.key(for: locator.recordID, in: transaction)
        } catch IncidentError.erased {
            return .forget
        }
        let material = try Material.read(takedown.incidentID, in: transaction)
        return .look(
            Subject(
                takedown: takedown,
                host: try KnownHost.read(takedown, in: transaction),
                addresses: AddressReading(kept: try reader.address(of: locator, key: key))
                    .candidates,
                material: material,
                openAddresses: try openAddresses(takedown, material, key, in: transaction)))
    }

    /// The takedown as it is now; `nil` when this chain of looks has nothing left to look for.
    ///
    /// What was seen gone is not looked at again once a person closed or reopened its incident.
    func current(
        _ id: Takedown.ID, _ job: Job, in transaction: any SQLTransaction
    ) throws -> Takedown? {
        guard let takedown = try takedowns.find(id, in: transaction),
            TakedownBook.recheckKey(takedown) == job.key
        else { return nil }
        switch takedown.progress.state {
        case .traced, .awaitingConfirmation, .held, .queued, .noticed, .escalated, .failed:
            return takedown
        case .withdrawn: return nil
        case .gone:
            let incident = try incidents.find(takedown.incidentID, in: transaction)
            switch incident?.status {
            case .actionable, .noticed, .removed: return takedown
            case nil, .received, .examining, .awaitingAssessment, .closed: return nil
            }
        }
    }

    /// A picture that is gone, or that a person took back, no longer counts against the page that
    /// still names it.
    private func openAddresses(
        _ takedown: Takedown, _ material: Material, _ key: RecordKey,
        in transaction: any SQLTransaction
    ) throws -> Set<WebAddress> {
        let holding = Set(material.media.map(\.locatorID)).subtracting([takedown.locatorID])
        var settled: Set<Locator.ID> = []
        for other in try takedowns.list(incident: takedown.incidentID, in: transaction)
        where !other.progress.state.isOpen {
            settled.insert(other.locatorID)
        }
        let locators = try LocatorStore().list(of: takedown.incidentID, in: transaction)
        return Set(
            try locators.filter { holding.contains($0.id) && !settled.contains($0.id) }
                .flatMap {
                    AddressReading(kept: try reader.address(of: $0, key: key)).candidates
                })
    }

    /// What the network answered, compared with the material.
    func look(_ inspection: Inspection, at subject: Subject) async throws -> Look {
        switch inspection.result {
        case .status(let status): return Look(status: status)
        case .failed(let failure): return Look(failure)
        case .media:
            let own = subject.material.at(subject.takedown.locatorID)
            let expected = own.isEmpty ? subject.material.hashes : Set(own.map(\.sha256))
            // An archive may have been packed anew: what was in it counts as it did before.
            let files = inspection.media
            let same = files.first { expected.contains($0.sha256.bytes) }
            guard let file = same ?? files.first else { return Look(.protocolError) }
            var isAnyListed = false
            for file in files where same == nil && !isAnyListed {
                isAnyListed = try await isListed(file)
            }
            return Look(
                file: file.sha256.bytes, expected: expected, isListed: isAnyListed)
        case .page: return try await look(page: inspection, at: subject)
        }
    }

    private func look(page: Inspection, at subject: Subject) async throws -> Look {
        let expected = subject.material.hashes
        let shown = Set(page.media.map(\.sha256.bytes))
        var isAnyListed = false
        if shown.isDisjoint(with: expected) {
            for file in page.media where !isAnyListed {
                isAnyListed = try await isListed(file)
            }
        }
        // What could be fetched was judged by what it is; the rest by its name.
        let unseen = Set(page.named).subtracting(page.media.map(\.address))
        return Look(
            page: shown, expected: expected, isAnyListed: isAnyListed,
            namesOpen: !unseen.isDisjoint(with: subject.openAddresses),
            isUnreadable: page.pageCode != nil)
    }
}
