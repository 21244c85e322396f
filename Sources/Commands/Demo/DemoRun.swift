// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Composition
import Demonstration
import DemonstrationPage
import Foundation
import JobQueue
import Logging
import MediaDecoding
import NightlightCore
import Schema
import ServiceLifecycle
import Storage
import Takedown

/// One demonstration under way: the platform as `serve` makes it, on a clock that is hurried, and
/// the small internet around it.
struct DemoRun: Sendable {
    let world: DemoWorld
    let clock: HurriedTime
    let installation: Installation
    let casework: CaseworkServices
    let workers: Workers
    let teller: DemoTeller
    private let serving: DemoServing

    // LIMIT: days the story may take; it takes about nine.
    private static let daysMax = 40

    static func start(
        in folder: URL, databaseURL: String?, teller: DemoTeller
    ) async throws -> DemoRun {
        let world = try await DemoWorld.start()
        do {
            let clock = HurriedTime(startingAt: SystemTime().now())
            let settings = try DemoSettings(folder: folder, databaseURL: databaseURL)
                .make(for: world)
            if databaseURL != nil { try await refuseUsed(settings) }
            let installation = try await Installation.open(settings, time: clock)
            let casework = try await CaseworkServices.open(installation)
            let workers = try Workers(casework)
            let serving = try await DemoServing.start(installation, casework, workers)
            return DemoRun(
                world: world, clock: clock, installation: installation, casework: casework,
                workers: workers, teller: teller, serving: serving)
        } catch {
            await world.stop()
            throw error
        }
    }

    /// A demonstration adds made-up reports and a trusted list: never to what somebody works with.
    private static func refuseUsed(_ settings: Settings) async throws {
        let database = try await DatabaseOpening(settings: settings).create()
        let isEmpty = try? await Schema.migrator.isEmpty(database)
        try? await database.close()
        switch isEmpty {
        case nil: throw StorageError.unavailable
        case false: throw DemoError.databaseNotEmpty
        default: return
        }
    }

    func stop() async {
        await serving.stop()
        await workers.decoders.shutdown()
        try? await installation.database.close()
        await world.stop()
    }

    /// Tells the story from the first report to the last removal.
    func play() async throws -> DemoEnding {
        let began = clock.now()
        for line in teller.words.opening { teller.say(line) }
        teller.say("")
        teller.say("Painting pictures and putting them on four web servers of this machine ...")
        let story = try DemoStory.tell(in: world, with: try PictureEncoder())
        teller.say("\(story.pictureCount) pictures. Importing the fingerprints of some ...")
        try await DemoList(workers: workers, installation: installation).publish(story.listed)
        teller.say("Filing \(story.visits.count) reports through the public pages ...")
        for visit in story.visits {
            let reporter = DemoReporter(site: serving.publicSite, language: visit.language)
            guard
                try await reporter.report(visit.addresses, narrative: visit.narrative) != nil
            else { throw DemoError.reportRefused }
            clock.advance(by: .minutes(1))
        }
        teller.say("Letting the platform work; the clock runs ahead to whatever comes next ...")
        try await work(since: began)
        return try await ending(since: began, pictures: story.pictureCount)
    }

    private func ending(since began: Timestamp, pictures: Int) async throws -> DemoEnding {
        let verifier = AuditVerifier(
            database: installation.database,
            verifier: try installation.settings.checkpointVerifier())
        let results = try await DemoResults.read(
            from: installation.database, pictures: pictures,
            days: (clock.now() - began).inSeconds / 86_400, audit: try await verifier.verify())
        return try await installation.database.read { transaction in
            let story = try DemoCase.read(since: began, in: transaction)
            return DemoEnding(
                results: results,
                account: try results.account(of: story, since: began, in: transaction),
                incident: story?.incident)
        }
    }

    /// Runs what is due, lets providers act, and moves the clock on, until nothing is open.
    private func work(since began: Timestamp) async throws {
        let runner = try workers.runner(
            logger: StructuredLogHandler.logger("demo", level: .error))
        let sequencer = try casework.sequencer
        let end = began + .days(Self.daysMax)
        var diary = DemoDiary(began: began, teller: teller)
        while true {
            try await runner.runDue()
            _ = try await sequencer.sequence()
            let now = clock.now()
            diary.note(mail: world.sink.messages.count, at: now)
            world.readMail(at: now)
            let next = [world.nextRemoval, try await installation.queue.nextDue()]
                .compactMap(\.self).min()
            guard let next, next <= end, try await isAnythingOpen() else { break }
            clock.advance(to: next)
            diary.note(removed: world.removeDue(at: clock.now()), at: clock.now())
        }
    }

    /// Whether a removal or anything before it is under way: later looks at what is gone are not
    /// waited for.
    private func isAnythingOpen() async throws -> Bool {
        let jobs = try await installation.queue.counts()
        if jobs.contains(where: { $0.state == .waiting && $0.kind != .recheck }) { return true }
        return try await installation.database.read { transaction in
            try TakedownStore().counts(in: transaction).contains { $0.key.isOpen && $0.value > 0 }
        }
    }

    /// Goes on at the pace of the machine's clock, with everything to be looked at.
    func keep(_ incident: IncidentID?, pageAt path: String) async throws {
        let accounts = casework.accounts
        teller.say("")
        teller.say("Still running, to look around. Control-C stops it; only the page stays.")
        for address in serving.addresses { teller.say("  \(address)") }
        teller.say("Open, for example:")
        teller.say("  \(serving.publicSite.absoluteString)\(teller.words.languageCode)/report")
        teller.say("  \(URL(filePath: path).absoluteString)")
        if let workbench = serving.workbench?.absoluteString,
            let link = try await FirstAdministrator(accounts: accounts).link()
        {
            let password = String(UUID().uuidString.lowercased().prefix(18))
            let session = try await accounts.redeem(link: link.token, newPassword: password)
            for place in [incident.map { "incidents/\($0.text)" }, "notices", "system"] {
                if let place { teller.say("  \(workbench)\(place)") }
            }
            teller.say("Sign in as \(session.account.name), with the password \(password)")
        }
        try await serving.keep(advancing: clock, with: workers, casework)
    }
}
