// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Demonstration
import Examination
import Incidents
import Intake
import JobQueue
import Logging
import Matching
import MediaDecoding
import NightlightCore
import Outbound
import PasswordHashing
import ReportFormats
import Scanning
import Sealing
import Storage
import TestSupport
import WebAddresses

/// A real examination: a web host on loopback, the confined decoder, a database of either engine.
struct ExaminationRig: Sendable {
    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_795_473_000))
    let host: PictureHost
    let decoders: DecoderPool
    let casework: CaseworkPrivateKey
    let matcher: Matcher
    let lists: HashListService

    init(_ engine: DatabaseUnderTest) async throws {
        database = try await TemporaryDatabase(engine).database
        host = try await PictureHost.start()
        decoders = DecoderPool(
            configuration: DecoderPool.Configuration.besideRunningExecutable().patient)
        casework = try CaseworkPrivateKey.make()
        matcher = Matcher(database: database)
        lists = HashListService(database: database, audit: AuditTrail(), time: time)
    }

    func end() async throws {
        await host.stop()
        await decoders.shutdown()
        try await database.close()
    }

    var jobs: JobQueue { JobQueue(database: database, time: time) }
    var reader: RecordReader { RecordReader(opener: Opener(privateKey: casework)) }

    var intake: IntakeService {
        IntakeService(
            database: database, sealer: Sealer(publicKey: casework.publicKey), jobs: jobs,
            audit: AuditTrail(), hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: [UInt8](repeating: 7, count: 32)), time: time)
    }

    /// - Parameter examined: the database the examiner sees: a test's own, to make it fail.
    func examiner(
        on examined: (any Database)? = nil, limits: ScanLimits = ScanLimits(),
        overmatchLimits: OvermatchLimits = OvermatchLimits(),
        budgetLimits: ExaminationBudgets.Limits = ExaminationBudgets.Limits()
    ) throws -> Examiner {
        let database = examined ?? database
        // No test depends on how fast the machine is.
        var limits = limits
        limits.firstLook.fetchSecondsMax = max(limits.firstLook.fetchSecondsMax, 60)
        limits.firstLook.totalSecondsMax = max(limits.firstLook.totalSecondsMax, 300)
        var policy = OutboundPolicy()
        policy.allowedPrivateNetworks = [AddressRange("127.0.0.0/8")].compactMap(\.self)
        policy.allowedPorts = [host.port]
        let fetcher = Fetcher(policy: policy, resolver: .fixed([:]))
        return Examiner(
            database: database, jobs: JobQueue(database: database, time: time),
            audit: AuditTrail(), reader: reader,
            blindIndex: BlindIndex(key: [UInt8](repeating: 9, count: 32)),
            scanner: Scanner(fetcher: fetcher, decoders: decoders, limits: limits),
            matcher: matcher, overmatchLimits: overmatchLimits, budgetLimits: budgetLimits,
            time: time)
    }

    /// Reports an address as the public does, and gives its incident.
    func report(_ address: String) async throws -> Incident.ID {
        guard let incident = try await report([address]).first else {
            throw IntakeError.reportUnknown
        }
        return incident
    }

    /// Reports addresses as the public does, and gives their incidents.
    func report(_ addresses: [String]) async throws -> [Incident.ID] {
        let receipt = try await intake.submit(
            ReportDraft(
                channel: .public, language: .english, concern: .material, addresses: addresses,
                narrative: "Snow.", submissionKey: SubmissionKey.make()))
        let found = try await database.read { transaction -> [Incident.ID] in
            guard let report = try ReportStore().find(number: receipt.number, in: transaction)
            else { return [] }
            return try IncidentStore().list(of: report.id, in: transaction).map(\.id)
        }
        guard found.count == addresses.count else { throw IntakeError.reportUnknown }
        return found
    }

    /// An incident's addresses as they are kept.
    func addresses(of id: Incident.ID) async throws -> [String] {
        try await database.read { [reader] transaction in
            try LocatorStore().list(of: id, in: transaction).map {
                try reader.address(of: $0, in: transaction)
            }
        }
    }

    /// Runs every examination that is due.
    @discardableResult
    func examine(_ examiner: Examiner? = nil) async throws -> Int {
        let examiner = try examiner ?? self.examiner()
        return try await JobRunner(
            queue: jobs, handlers: examiner.handlers, time: time,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, concurrency: 2
        ).runDue()
    }

    /// Puts fingerprints of files on a list.
    func list(_ fingerprints: [Fingerprint], isTrusted: Bool = true) async throws {
        let list = try await lists.create(
            HashListDraft(
                name: "list-\(fingerprints.count)-\(isTrusted)", source: "a test",
                settings: HashListSettings(isTrusted: isTrusted)), by: .system)
        let text = fingerprints.map { "\($0.kind.rawValue) \($0.hex)\n" }.joined()
        var chunks = [Array(text.utf8)]
        _ = try await lists.importFile(
            into: list.id, format: .lines, policy: .allOrNothing, by: .system
        ) { chunks.popLast() }
    }

    /// What is known about an incident and its examination.
    struct Findings: Sendable {
        let incident: Incident
        let examination: Examination?
        let locators: [Locator]
        let sightings: Int
        let matches: Int
        let servers: [ExaminedServer]
        let kinds: [TimelineKind]
    }

    func findings(_ id: Incident.ID) async throws -> Findings {
        let found = try await database.read { transaction -> Findings? in
            guard let incident = try IncidentStore().find(id, in: transaction) else { return nil }
            let sightings = try SightingStore().media(of: id, limit: 1_000, in: transaction)
            let matches = try sightings.reduce(0) { count, sighting in
                count
                    + (try MediaStore().matches(of: sighting.media, in: transaction).isEmpty
                        ? 0 : 1)
            }
            return Findings(
                incident: incident,
                examination: try ExaminationStore().find(id, in: transaction),
                locators: try LocatorStore().list(of: id, in: transaction),
                sightings: sightings.count, matches: matches,
                servers: try ExaminationStore().servers(of: id, in: transaction),
                kinds: try IncidentTimeline().events(of: id, in: transaction).map(\.kind))
        }
        guard let found else { throw IncidentError.unknown }
        return found
    }
}
