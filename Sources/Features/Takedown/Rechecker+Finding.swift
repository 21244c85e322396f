// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Incidents
import JobQueue
import Matching
import NightlightCore
import Outbound
import Scanning
import Sealing
import Storage
import WebAddresses

extension Rechecker {
    /// What is to be done about one address now.
    enum Plan: Sendable {
        case scan(Subject)
        /// Police asked to wait: nobody rechecks.
        case wait
        /// The record was erased.
        case forget
        /// Nothing is left to look for.
        case end
    }

    /// What a scan is compared with.
    struct Subject: Sendable {
        let takedown: Takedown
        let host: KnownHost
        /// In the order to try.
        let addresses: [WebAddress]
        let material: Material
        /// The address as each incident has it that waits.
        let locators: Set<Locator.ID>
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
        let material = try Material.read(takedown, in: transaction)
        let locators = try followers.waiting(for: id, in: transaction).map(\.locatorID)
        return .scan(
            Subject(
                takedown: takedown,
                host: try KnownHost.read(takedown, in: transaction),
                addresses: AddressReading(kept: try reader.address(of: locator, key: key))
                    .candidates.first?.bySchemes ?? [],
                material: material,
                locators: Set(locators).union([takedown.locatorID]),
                openAddresses: try openAddresses(takedown, material, key, in: transaction)))
    }

    /// The takedown as it is now; `nil` when this chain of rechecks has nothing left to look for.
    ///
    /// What was seen gone is not rechecked once a person closed or reopened its incident.
    func current(
        _ id: Takedown.ID, _ job: Job, in transaction: any SQLTransaction
    ) throws -> Takedown? {
        guard let takedown = try takedowns.find(id, in: transaction),
            TakedownRecorder.recheckKey(takedown) == job.key
        else { return nil }
        switch takedown.progress.state {
        case .traced, .awaitingConfirmation, .held, .queued, .noticed, .escalated, .failed:
            return takedown
        case .withdrawn: return nil
        case .gone:
            let isWanted = try recorder.incidents(waitingFor: takedown, in: transaction).contains {
                switch try incidents.find($0, in: transaction)?.status {
                case .actionable, .stranded, .noticed, .removed: true
                case nil, .received, .examining, .awaitingAssessment, .closed: false
                }
            }
            return isWanted ? takedown : nil
        }
    }

    /// A picture that is gone, or that a person took back, no longer counts against the page that
    /// still names it.
    private func openAddresses(
        _ takedown: Takedown, _ material: Material, _ key: RecordKey,
        in transaction: any SQLTransaction
    ) throws -> Set<WebAddress> {
        let holding = Set(material.files.map(\.locatorID)).subtracting([takedown.locatorID])
        var settled: Set<Locator.ID> = []
        for own in try followers.list(incident: takedown.incidentID, in: transaction) {
            let other = try takedowns.find(own.takedownID, in: transaction)
            if other?.progress.state.isOpen == false { settled.insert(own.locatorID) }
        }
        let locators = try LocatorStore().list(of: takedown.incidentID, in: transaction)
        return Set(
            try locators.filter { holding.contains($0.id) && !settled.contains($0.id) }
                .flatMap {
                    AddressReading(kept: try reader.address(of: $0, key: key)).candidates
                })
    }

    /// What a scan gave, compared with the material.
    func finding(_ scan: Scan, of subject: Subject) async throws -> RecheckFinding {
        switch scan.result {
        case .status(let status): return RecheckFinding(status: status)
        case .failed(let failure): return RecheckFinding(failure)
        case .file:
            let own = subject.material.at(subject.locators)
            let expected = own.isEmpty ? subject.material.hashes : Set(own.map(\.digests.sha256))
            // An archive may have been packed anew: what was in it counts as it did before.
            let files = scan.files.flatMap(\.file.parts)
            let same = files.first { expected.contains($0.digests.sha256) }
            guard let file = same ?? files.first else {
                return RecheckFinding(.protocolError(.other))
            }
            return RecheckFinding(
                file: file.digests.sha256, expected: expected,
                isListed: same == nil ? try await isAnyListed(files) : false)
        case .page: return try await finding(page: scan, of: subject)
        }
    }

    private func finding(page scan: Scan, of subject: Subject) async throws -> RecheckFinding {
        let expected = subject.material.hashes
        let files = scan.files.flatMap(\.file.parts)
        let shown = Set(files.map(\.digests.sha256))
        // What could be fetched was judged by what it is; the rest by its name.
        let unseen = Set(scan.named).subtracting(scan.files.map(\.address))
        return RecheckFinding(
            page: shown, expected: expected,
            isAnyListed: shown.isDisjoint(with: expected) ? try await isAnyListed(files) : false,
            namesOpen: !unseen.isDisjoint(with: subject.openAddresses),
            isUnreadable: scan.pageCode != nil, unread: scan.unreadFrames)
    }

    private func isAnyListed(_ files: [FingerprintedFile]) async throws -> Bool {
        for file in files where try await matcher.comparison(of: file).isListed { return true }
        return false
    }
}
