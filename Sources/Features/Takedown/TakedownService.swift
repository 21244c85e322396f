// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
package import AuditLog
import Incidents
package import JobQueue
package import NightlightCore
import Outbound
package import Storage

/// What people do with notices and removals.
package struct TakedownService: Sendable {
    let database: any Database
    let jobs: JobQueue
    let audit: AuditTrail
    let reader: NoticeReader
    let policy: TakedownPolicy
    let time: any TimeSource
    let takedowns = TakedownStore()
    let followers = FollowerStore()
    let contacts = AbuseContactStore()
    let notices = NoticeStore()
    let incidents = IncidentStore()

    package init(
        database: any Database, jobs: JobQueue, audit: AuditTrail, reader: NoticeReader,
        policy: TakedownPolicy, time: any TimeSource
    ) {
        self.database = database
        self.jobs = jobs
        self.audit = audit
        self.reader = reader
        self.policy = policy
        self.time = time
    }

    var recorder: TakedownRecorder { TakedownRecorder(jobs: jobs, audit: audit, policy: policy) }

    /// Releases the first notice about these addresses, all or none.
    ///
    /// - Throws: `TakedownError.secondPersonNeeded` to the one who decided that it must be removed:
    ///   four eyes.
    package func confirm(_ ids: [Takedown.ID], by account: AccountID) async throws {
        try await apply(.confirmed, to: ids, by: account) { takedown, transaction in
            let decision = try AssessmentStore().current(takedown.incidentID, in: transaction)
            guard decision?.account != account else { throw TakedownError.secondPersonNeeded }
        }
    }

    /// Police asked to wait: no notice and no recheck, until released.
    package func hold(_ ids: [Takedown.ID], by account: AccountID) async throws {
        try await apply(.held, to: ids, by: account)
    }

    package func release(_ ids: [Takedown.ID], by account: AccountID) async throws {
        try await apply(.released(policy.mode), to: ids, by: account)
    }

    /// Takes removals back, for every incident that waits for them.
    ///
    /// Whether it must be removed is decided by an assessment: an incident of which nothing else is
    /// under way waits for a person.
    package func withdraw(_ ids: [Takedown.ID], by account: AccountID) async throws {
        try await apply(.withdrawn, to: ids, by: account)
    }

    private func apply(
        _ event: TakedownEvent, to ids: [Takedown.ID], by account: AccountID,
        after check: @escaping @Sendable (Takedown, any SQLTransaction) throws -> Void = { _, _ in }
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            for id in ids {
                guard var takedown = try takedowns.find(id, in: transaction) else {
                    throw TakedownError.notFound
                }
                try check(takedown, transaction)
                try recorder.apply(
                    event, to: &takedown, at: now, cause: .init(account: account),
                    in: transaction)
            }
        }
    }

    /// Names who can be written to about an address for which nobody was found, or nobody answers.
    package func setContact(
        of id: Takedown.ID, email: String, name: String, language: Language?, by account: AccountID
    ) async throws {
        guard MailAddress(email) != nil else { throw TakedownError.badEmail }
        let now = time.now()
        try await database.write { transaction in
            guard var takedown = try takedowns.find(id, in: transaction) else {
                throw TakedownError.notFound
            }
            let contact = try contacts.findOrInsert(
                email: email, name: name, language: language, at: now, in: transaction)
            takedown.contactID = contact.id
            try recorder.apply(
                .contactFound(policy.mode), to: &takedown, at: now,
                cause: .init(account: account, facts: [.contact: contact.id.text]),
                in: transaction)
        }
    }

    /// Says what is known about mail to a contact: a `refusing` one gets none.
    package func mark(
        _ id: AbuseContact.ID, _ status: AbuseContact.Status, by account: AccountID
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard try contacts.mark(id, status, at: now, in: transaction) else {
                throw TakedownError.notFound
            }
            try audit.record(
                AuditEvent(
                    kind: .contactMarked, actor: .account(account), subject: .contact(id),
                    facts: [.status: status.rawValue], at: now), in: transaction)
        }
    }

    package func rename(
        _ id: AbuseContact.ID, name: String, language: Language?, by account: AccountID
    ) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard
                try contacts.rename(
                    id, name: name, language: language, at: now, in: transaction)
            else { throw TakedownError.notFound }
            try audit.record(
                AuditEvent(
                    kind: .contactRenamed, actor: .account(account), subject: .contact(id),
                    at: now), in: transaction)
        }
    }

    /// Sends a notice again that was refused for good.
    package func retry(_ id: Notice.ID, by account: AccountID) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard let notice = try notices.find(id, in: transaction), notice.state == .failed else {
                throw TakedownError.notFound
            }
            try contacts.mark(notice.contactID, .unverified, at: now, in: transaction)
            try jobs.enqueue(
                NewJob(
                    kind: .sendNotice,
                    key: "notice:\(id):\(now.microsecondsSinceEpoch)",
                    payload: JobPayload(id).text, due: now), in: transaction)
            try audit.record(
                AuditEvent(
                    kind: .noticeRetried, actor: .account(account), subject: .notice(id),
                    facts: [.number: notice.number], at: now), in: transaction)
        }
    }
}
