// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Incidents
package import JobQueue
package import NightlightCore
package import Outbound
package import Storage

/// The job `takedown.send`: hands one notice of the outbox to the mail relay.
///
/// A run that dies between the relay's yes and the commit sends the same mail again, with the same
/// Message-ID and the same bytes, which mail programs show once: never lost, at most once recorded.
/// A notice of which anything was held, withdrawn, erased or seen gone meanwhile does not leave: it
/// is cancelled, and the rest goes into a new one. While the relay is away the notice waits, for
/// days if need be. What is refused for good, or waited too long, is a person's to solve; a mailbox
/// that does not exist gets no more mail until a person says so. A notice that was refused may be
/// sent again by a person, as a new job for the same notice.
package struct NoticeMailer: Sendable {
    package typealias Send = @Sendable (OutgoingMessage) async throws(MailFailure) -> Void

    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: NoticeReader
    let send: Send
    let policy: TakedownPolicy
    let sender: NoticeSender
    let time: any TimeSource
    private let takedowns = TakedownStore()
    private let contacts = AbuseContactStore()
    private let notices = NoticeStore()

    /// `send` is `MailTransport.send`, also in demonstrations and tests.
    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: NoticeReader,
        policy: TakedownPolicy, sender: NoticeSender, time: any TimeSource, send: @escaping Send
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.policy = policy
        self.sender = sender
        self.time = time
        self.send = send
    }

    package var handler: JobHandler {
        JobHandler(kind: .sendNotice, attemptsMax: TakedownLimits.sendAttemptsMax) { job in
            try await run(job)
        }
    }

    private var recorder: TakedownRecorder {
        TakedownRecorder(jobs: jobs, audit: audit, policy: policy)
    }

    private func run(_ job: Job) async throws {
        let id: Notice.ID = try job.subject()
        guard let opened = try await prepare(id, job) else { return }
        do {
            try await send(try opened.mail(from: sender))
        } catch let failure as MailFailure {
            let isLast = job.attempt >= TakedownLimits.sendAttemptsMax
            guard !failure.isTransient || isLast else { throw failure }
            return try await giveUp(opened, job, because: failure)
        }
        let now = time.now()
        try await database.write { transaction in
            try recordSent(opened, job, at: now, in: transaction)
        }
    }

    /// The notice to send; `nil` when there is nothing to send, and the job is settled.
    private func prepare(_ id: Notice.ID, _ job: Job) async throws -> NoticeReader.Opened? {
        let now = time.now()
        return try await database.write { transaction in
            guard let opened = try reader.open(id, in: transaction),
                Notice.State.table.allows(.taken, in: opened.notice.state)
            else {
                try jobs.complete(job, in: transaction)
                return nil
            }
            let isAllOpen = try opened.items.allSatisfy { item in
                guard var takedown = try takedowns.find(item.takedownID, in: transaction) else {
                    return false
                }
                try recorder.dropErased(&takedown, at: now, in: transaction)
                return takedown.progress.state.isWithHost
                    && takedown.contactID == opened.contact.id
            }
            if isAllOpen { return opened }
            try cancel(opened, at: now, in: transaction)
            try jobs.complete(job, in: transaction)
            return nil
        }
    }

    private func cancel(
        _ opened: NoticeReader.Opened, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try notices.apply(.calledOff, to: opened.notice, in: transaction)
        for item in opened.items {
            guard var takedown = try takedowns.find(item.takedownID, in: transaction) else {
                continue
            }
            try recorder.apply(
                .noticeCancelled(item.kind), to: &takedown, at: now, in: transaction)
        }
        try record(.noticeCancelled, opened, at: now, in: transaction)
    }

    private func recordSent(
        _ opened: NoticeReader.Opened, _ job: Job, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws {
        guard try notices.apply(.taken, to: opened.notice, sentAt: now, in: transaction)
        else { throw TakedownError.changedMeanwhile }
        var told: Set<Incident.ID> = []
        for item in opened.items {
            guard var takedown = try takedowns.find(item.takedownID, in: transaction) else {
                continue
            }
            let cause = TakedownRecorder.Cause(facts: [
                .notice: opened.notice.id.text, .number: opened.notice.number,
                .kind: item.kind.rawValue,
            ])
            try recorder.note(
                .noticeSent, .takedownNoticed, takedown, at: now, cause: cause,
                in: transaction)
            try recorder.apply(.noticeSent(item.kind), to: &takedown, at: now, in: transaction)
            for incident in try recorder.incidents(waitingFor: takedown, in: transaction)
            where told.insert(incident).inserted {
                try recorder.tellSent(incident, at: now, in: transaction)
            }
        }
        try record(.noticeSent, opened, at: now, in: transaction)
        try jobs.complete(job, in: transaction)
    }

    /// The mail is refused for good, or waited too long: people see it among the failed notices.
    private func giveUp(
        _ opened: NoticeReader.Opened, _ job: Job, because failure: MailFailure
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            try jobs.complete(job, in: transaction)
            guard
                try notices.apply(
                    .givenUp, to: opened.notice, failureCode: failure.code, in: transaction)
            else { return }
            if case .recipientRefused = failure {
                try contacts.mark(opened.contact.id, .refusing, at: now, in: transaction)
            }
            for item in opened.items {
                guard var takedown = try takedowns.find(item.takedownID, in: transaction) else {
                    continue
                }
                let cause = TakedownRecorder.Cause(facts: [
                    .notice: opened.notice.id.text, .code: failure.code,
                ])
                try recorder.note(
                    .noticeFailed, .takedownNoticeFailed, takedown, at: now, cause: cause,
                    in: transaction)
                try recorder.apply(
                    .noticeRefused, to: &takedown, at: now, cause: cause, in: transaction)
            }
            try record(.noticeFailed, opened, at: now, code: failure.code, in: transaction)
        }
    }

    private func record(
        _ kind: AuditKind, _ opened: NoticeReader.Opened, at now: Timestamp, code: String? = nil,
        in transaction: any SQLTransaction
    ) throws {
        var facts: Facts = [
            .number: opened.notice.number, .contact: opened.contact.id.text,
            .items: "\(opened.items.count)",
        ]
        facts[.code] = code
        try audit.record(
            AuditEvent(
                kind: kind, actor: .system, subject: .notice(opened.notice.id), facts: facts,
                at: now), in: transaction)
    }
}
