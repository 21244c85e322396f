// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Assessment
import Examination
import Foundation
import Incidents
import Logging
import Matching
import MediaDecoding
import NightlightCore
import Outbound
import Scanning
import Sealing
import Storage
import Synchronization
import TestSupport

@testable import JobQueue
@testable import Takedown

/// One process's workers, wired as the program wires them.
struct Workers: Sendable {
    let jobs: JobQueue
    let handlers: [JobHandler]
    let service: TakedownService
    let directory: ProviderDirectory
    let assessment: AssessmentService
    let switches = Switches()
    private let time: HurriedTime

    /// What a test turns on and off while the workers work.
    final class Switches: Sendable {
        /// What happens after the relay has taken a mail, and before anybody knows.
        let afterSending = Mutex<(@Sendable () async throws(MailFailure) -> Void)?>(nil)
    }

    private static let decoders = DecoderPool(
        configuration: DecoderPool.Configuration.besideRunningExecutable().patient)

    init(
        database: any Database, internet: SmallInternet, casework: CaseworkPrivateKey,
        policy: TakedownPolicy, time: HurriedTime
    ) throws {
        self.time = time
        let (jobs, audit) = (JobQueue(database: database, time: time), AuditTrail())
        let reader = RecordReader(opener: Opener(privateKey: casework))
        let notices = NoticeReader(reader: reader)
        let fetcher = try internet.fetcher()
        let tracer = Tracer(
            database: database, fetcher: fetcher, sources: try internet.sources(time: time))
        let sender = TakedownRig.sender
        let transport = try internet.transport()
        let switches = switches
        let trace = TraceWorker(
            database: database, jobs: jobs, audit: audit, reader: reader,
            blindIndex: BlindIndex(key: [UInt8](repeating: 9, count: 32)), tracer: tracer,
            policy: policy, time: time)
        let composer = NoticeComposer(
            database: database, jobs: jobs, audit: audit, reader: reader,
            sealer: Sealer(publicKey: casework.publicKey), tracer: tracer, policy: policy,
            sender: sender, time: time)
        let postman = NoticeMailer(
            database: database, jobs: jobs, audit: audit, reader: notices, policy: policy,
            sender: sender, time: time
        ) { message throws(MailFailure) in
            try await transport.send(message)
            try await switches.afterSending.withLock { $0 }?()
        }
        let rechecker = Rechecker(
            database: database, jobs: jobs, audit: audit, reader: reader,
            scanner: Scanner(fetcher: fetcher, decoders: Self.decoders),
            matcher: Matcher(database: database), tracer: tracer, policy: policy, time: time)
        let decider = Decider(
            database: database, jobs: jobs, audit: audit,
            policy: AssessmentPolicy(trustedMatch: .automaticNotice), time: time)
        handlers =
            trace.handlers + [
                composer.handler, postman.handler, rechecker.handler, decider.handler,
            ]
        service = TakedownService(
            database: database, jobs: jobs, audit: audit, reader: notices, policy: policy,
            time: time)
        directory = ProviderDirectory(database: database, audit: audit, time: time)
        assessment = AssessmentService(
            database: database, jobs: jobs, audit: audit, reader: reader, time: time)
        self.jobs = jobs
    }

    func runner(concurrency: Int = 2) -> JobRunner {
        JobRunner(
            queue: jobs, handlers: handlers, time: time,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            concurrency: concurrency)
    }

    /// Works until nothing is due within that time, moving the clock from one job to the next.
    func run(for duration: Duration) async throws {
        let end = time.now() + duration
        let runner = runner()
        while true {
            try await runner.runDue()
            guard let due = try await jobs.nextDue(kinds: handlers.map(\.kind)), due <= end else {
                break
            }
            time.advance(to: due)
        }
        time.advance(to: end)
    }

    func handler(_ kind: JobKind) -> JobHandler? { handlers.first { $0.kind == kind } }
}
