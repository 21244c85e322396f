// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Fingerprinting
import Incidents
import JobQueue
import Matching
import NightlightCore
import Scanning
import Sealing
import Storage
import WebAddresses

/// Writes what one examination found: addresses (sealed), media, sightings, matches, servers, the
/// timeline, and the job that goes on from there.
struct ExaminationRecorder: Sendable {
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: RecordReader
    let blindIndex: BlindIndex
    let overmatches: OvermatchGuard
    let now: Timestamp
    private let locators = LocatorStore()
    private let timeline = IncidentTimeline()
    private let media = MediaStore()
    private let examinations = ExaminationStore()

    init(
        jobs: JobQueue, audit: AuditTrail, reader: RecordReader, blindIndex: BlindIndex,
        overmatches: OvermatchGuard, now: Timestamp
    ) {
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.blindIndex = blindIndex
        self.overmatches = overmatches
        self.now = now
    }

    // LIMIT: lines on the timeline about files on lists; the facts count the others.
    private static let matchLinesMax = 50

    func record(
        _ target: Examiner.Target, _ scan: Scan?, _ compared: [Examiner.ComparedFile],
        in transaction: any SQLTransaction
    ) throws {
        let incident = target.incident
        let key = try reader.key(for: incident.recordID, in: transaction)
        var locatorRecorder = LocatorRecorder(target, key: key, recorder: self)
        try locatorRecorder.load(
            answered: scan.flatMap { $0.result.isContent ? $0.route?.asked : nil },
            in: transaction)
        try recordServers(target, scan?.route, &locatorRecorder, in: transaction)
        for item in compared {
            let locator = try locatorRecorder.locator(
                for: item.scanned.address, origin: Locator.Origin(item.scanned.origin),
                in: transaction)
            try record(item, at: locator, of: incident, in: transaction)
        }
        let examination = Self.examination(of: incident, scan, compared, at: now)
        try examinations.put(examination, in: transaction)
        // A later look may find less: what was recognised stays so.
        let known = Self.known(scan, compared).orStronger(incident.known)
        try IncidentStore().setKnown(known, for: incident.id, in: transaction)
        try note(
            examination, compared, known,
            leftOut: scan.flatMap { ScanOmission.text(of: $0.omissions) }, in: transaction)
        try jobs.enqueue(
            NewJob(
                kind: .decide, key: "examined:\(Identifier<Examination>(at: now))",
                payload: JobPayload(incident.id).text, due: now), in: transaction)
        guard scan?.hasRest == true else { return }
        try jobs.enqueue(
            .examineRest(incident.id, due: now + Examiner.restPause), in: transaction)
    }

    /// The digest under which workers find the same address elsewhere.
    func digest(of address: WebAddress) -> [UInt8] { blindIndex.digest(of: address) }

    private func record(
        _ item: Examiner.ComparedFile, at locator: Locator.ID, of incident: Incident,
        in transaction: any SQLTransaction
    ) throws {
        let id = try media.record(item.file, at: now, in: transaction)
        try SightingStore().insert(id, at: locator, seen: now, in: transaction)
        try media.record(item.matches, of: id, at: now, in: transaction)
        try media.record(setAside: item.verdict.setAside, of: id, at: now, in: transaction)
        try overmatches.look(at: item.matches, at: now, in: transaction)
        if let server = item.scanned.server {
            try examinations.insert(
                ExaminedServer(
                    incidentID: incident.id, locatorID: locator, role: .hosting,
                    address: server.description, seenAt: now), in: transaction)
        }
    }

    /// Where the reported address points, and where its redirects end.
    private func recordServers(
        _ target: Examiner.Target, _ route: FetchRoute?, _ locatorRecorder: inout LocatorRecorder,
        in transaction: any SQLTransaction
    ) throws {
        guard let route else { return }
        if let pointed = route.pointed {
            try examinations.insert(
                ExaminedServer(
                    incidentID: target.incident.id, locatorID: target.locator.id, role: .pointed,
                    address: pointed.description, seenAt: now), in: transaction)
        }
        guard !target.candidates.contains(route.final), let hosting = route.hosting else { return }
        let locator = try locatorRecorder.locator(
            for: route.final, origin: .redirect, in: transaction)
        try examinations.insert(
            ExaminedServer(
                incidentID: target.incident.id, locatorID: locator, role: .hosting,
                address: hosting.description, seenAt: now), in: transaction)
    }

    private func note(
        _ examination: Examination, _ compared: [Examiner.ComparedFile], _ known: KnownMaterial,
        leftOut: String?, in transaction: any SQLTransaction
    ) throws {
        let id = examination.incidentID
        let matched = compared.filter { !$0.matches.isEmpty }
        for item in matched.prefix(Self.matchLinesMax) {
            guard let best = Self.best(item.matches) else { continue }
            var facts: Facts = [
                .sha256: item.file.digests.sha256.hex, .list: best.listID.text,
                .kind: best.kind.rawValue, .distance: "\(best.distance)",
            ]
            facts[.frames] = item.comparison.frames.map { "\($0.matched)/\($0.compared)" }
            try timeline.append(
                IncidentEvent(incidentID: id, kind: .matched, at: now, facts: facts),
                in: transaction)
        }
        var facts: Facts = [
            .outcome: examination.outcome.rawValue, .known: known.rawValue,
            .pages: "\(examination.pageCount)", .media: "\(examination.mediaCount)",
            .matched: "\(matched.count)", .undecodable: "\(examination.undecodableCount)",
            .failed: "\(examination.failedCount)", .skipped: "\(examination.skippedCount)",
        ]
        let benign = compared.count { $0.verdict.isBenign }
        if benign > 0 { facts[.benign] = "\(benign)" }
        let setAside = compared.count { !$0.verdict.setAside.isEmpty }
        if setAside > 0 { facts[.setAside] = "\(setAside)" }
        let cutShortCount = compared.count {
            $0.file.isCutShort || $0.file.lockedCount > 0
        }
        if cutShortCount > 0 { facts[.cutShort] = "\(cutShortCount)" }
        facts[.leftOut] = leftOut
        facts[.code] = examination.code
        let (kind, auditKind): (TimelineKind, AuditKind) =
            switch examination.outcome {
            case .examined: (.examined, .examinationExamined)
            case .notFetched: (.notFetched, .examinationNotFetched)
            case .notWeb: (.notWeb, .examinationNotWeb)
            }
        try timeline.append(
            IncidentEvent(incidentID: id, kind: kind, at: now, facts: facts), in: transaction)
        try audit.record(
            AuditEvent(
                kind: auditKind, actor: .system, subject: .incident(id), facts: facts,
                at: now), in: transaction)
    }

    /// The match that says most: exact before similar, trusted before others.
    private static func best(_ matches: [Match]) -> Match? {
        matches.min { left, right in
            (left.distance, left.isTrusted ? 0 : 1, left.entryID.text)
                < (right.distance, right.isTrusted ? 0 : 1, right.entryID.text)
        }
    }

    private static func known(
        _ scan: Scan?, _ compared: [Examiner.ComparedFile]
    ) -> KnownMaterial {
        let matches = compared.flatMap(\.matches)
        if matches.contains(where: \.isTrusted) { return .trusted }
        if !matches.isEmpty { return .listed }
        switch scan?.result {
        case .file, .page: return .none
        case .status, .failed, nil: return .unexamined
        }
    }

    private static func examination(
        of incident: Incident, _ scan: Scan?, _ compared: [Examiner.ComparedFile], at now: Timestamp
    ) -> Examination {
        guard let scan else {
            return Examination(incidentID: incident.id, outcome: .notWeb, finishedAt: now)
        }
        let outcome: Examination.Outcome
        var pageCount = 0
        switch scan.result {
        case .file: outcome = .examined
        case .page:
            outcome = .examined
            pageCount = scan.pageCount
        case .status, .failed: outcome = .notFetched
        }
        var examination = Examination(
            incidentID: incident.id, outcome: outcome, finishedAt: now)
        examination.code = scan.result.code ?? scan.pageCode
        examination.pageCount = pageCount
        examination.mediaCount = compared.count
        examination.undecodableCount = compared.count {
            $0.file.undecodableReason != nil
        }
        examination.failedCount = scan.failedCount
        examination.skippedCount = scan.skippedCount
        examination.byteCount = scan.byteCount
        return examination
    }
}

extension Locator.Origin {
    /// How an incident came to the address of a file that was scanned.
    init(_ origin: ScannedFile.Origin) {
        self =
            switch origin {
            case .asked: .reported
            case .redirect: .redirect
            case .picture: .picture
            case .link: .link
            }
    }
}
