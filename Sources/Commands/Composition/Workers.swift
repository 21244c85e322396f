// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Examination
import JobQueue
import Logging
import Matching
import MediaDecoding
import NightlightCore
import Outbound
import Scanning
import Sealing
import Takedown

/// Everything that works through the queue, with the decoder children it keeps warm.
struct Workers: Sendable {
    let casework: Casework
    let decoders: DecoderPool
    let handlers: [JobHandler]

    init(_ casework: Casework) throws {
        let installation = casework.installation
        let settings = installation.settings
        let outside = try Outside(settings: settings, time: installation.time)
        let decoders = DecoderPool(configuration: try settings.decoderConfiguration())
        self.casework = casework
        self.decoders = decoders
        let logger = StructuredLogHandler.logger("matching", level: try settings.logLevel())
        let matcher = Matcher(
            database: installation.database, snapshotPath: settings.hashIndexPath
        ) { code in
            logger.warning("the snapshot of the index is not used", metadata: ["code": "\(code)"])
        }
        let scanner = Scanner(fetcher: outside.fetcher, decoders: decoders)
        let examiner = Examiner(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, blindIndex: casework.keys.blindIndex, scanner: scanner,
            matcher: matcher, crowdLimits: try settings.crowdLimits(), time: installation.time)
        let decider = Decider(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            policy: AssessmentPolicy(trustedMatch: try settings.choice(.assessmentTrustedMatch)),
            time: installation.time)
        handlers =
            [examiner.handler, decider.handler]
            + (try Self.takedown(casework, outside, scanner, matcher))
    }

    func runner(logger: Logger) throws -> JobRunner {
        let settings = casework.installation.settings
        let lease = Duration.seconds(try settings.number(.workerLeaseSeconds, in: 5...3_600))
        return JobRunner(
            queue: casework.installation.queue,
            handlers: handlers.map { handler in
                JobHandler(
                    kind: handler.kind, attemptsMax: handler.attemptsMax, lease: lease,
                    run: handler.run)
            }, time: casework.installation.time, logger: logger,
            concurrency: try settings.number(.workerConcurrency, in: 1...64))
    }

    private static func takedown(
        _ casework: Casework, _ outside: Outside, _ scanner: Scanner, _ matcher: Matcher
    ) throws -> [JobHandler] {
        let installation = casework.installation
        let settings = installation.settings
        let policy = try settings.takedownPolicy()
        let sender = try settings.noticeSender()
        let tracer = Tracer(
            database: installation.database, fetcher: outside.fetcher, sources: outside.sources)
        let traceWorker = TraceWorker(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, tracer: tracer, policy: policy, time: installation.time)
        let composer = Composer(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, sealer: casework.keys.sealer, tracer: tracer, policy: policy,
            sender: sender, time: installation.time)
        let rechecker = Rechecker(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, scanner: scanner, matcher: matcher, tracer: tracer,
            policy: policy, time: installation.time)
        var handlers = traceWorker.handlers + [composer.handler, rechecker.handler]
        // Without a relay nobody claims what is to be sent: notices wait, and none fails.
        if let mail = outside.mail {
            handlers.append(
                Postman(
                    database: installation.database, jobs: installation.queue,
                    audit: installation.audit, reader: NoticeReader(reader: casework.reader),
                    policy: policy, sender: sender, time: installation.time,
                    send: { message throws(MailFailure) in try await mail.send(message) }
                ).handler)
        }
        return handlers
    }
}
