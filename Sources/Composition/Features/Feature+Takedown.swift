// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import Outbound
import Sealing
import Takedown

extension Feature {
    /// Who hosts it is found out and told, until it is gone.
    static let takedown = Feature(
        module: "Takedown",
        tables: [
            "abuse_contact", "hosting_provider", "notice", "notice_item", "provider_domain",
            "provider_network", "server_trace", "takedown", "takedown_follower",
            "takedown_recheck",
        ],
        settings: [
            .registryBootstrapDirectory, .countryDatabasePath, .mailRelay, .mailSecurity,
            .mailSender, .mailUsername, .mailPasswordFile, .takedownNoticeMode,
            .takedownBundlingMinutes, .takedownFirstRecheckMinutes, .takedownRecheckHours,
            .takedownEscalateAfterDays,
        ],
        handlers: { workers in
            let tracer = Tracer(
                database: workers.casework.installation.database, fetcher: workers.fetcher,
                sources: try workers.traceSources())
            var handlers = try workers.traceHandlers(tracer)
            handlers += try workers.noticeHandlers(tracer)
            return handlers
        })
}

extension CaseworkServices {
    var takedowns: TakedownService {
        get throws {
            TakedownService(
                database: installation.database, jobs: installation.queue,
                audit: installation.audit, reader: NoticeReader(reader: reader),
                policy: try installation.settings.takedownPolicy(), time: installation.time)
        }
    }
}

extension Workers {
    /// Finding hosts, and looking again.
    fileprivate func traceHandlers(_ tracer: Tracer) throws -> [JobHandler] {
        let installation = casework.installation
        let policy = try installation.settings.takedownPolicy()
        let traceWorker = TraceWorker(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, blindIndex: casework.keys.blindIndex, tracer: tracer,
            policy: policy, time: installation.time)
        let rechecker = Rechecker(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, scanner: scanner, matcher: matcher, tracer: tracer,
            policy: policy, time: installation.time)
        return traceWorker.handlers + [rechecker.handler]
    }

    /// Writing notices, and sending them.
    fileprivate func noticeHandlers(_ tracer: Tracer) throws -> [JobHandler] {
        let installation = casework.installation
        let policy = try installation.settings.takedownPolicy()
        let sender = try installation.settings.noticeSender()
        let composer = NoticeComposer(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: casework.reader, sealer: casework.keys.sealer, tracer: tracer, policy: policy,
            sender: sender, time: installation.time)
        // Without a relay nobody claims what is to be sent: notices wait, and none fails.
        guard let mail = try installation.settings.mailTransport() else {
            return [composer.handler]
        }
        let postman = NoticeMailer(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: NoticeReader(reader: casework.reader), policy: policy, sender: sender,
            time: installation.time,
            send: { message throws(MailFailure) in try await mail.send(message) })
        return [composer.handler, postman.handler]
    }
}
