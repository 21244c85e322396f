// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Incidents
import JobQueue
import NightlightCore
import Outbound
import ReportFormats
import Sealing
import Storage

extension NoticeComposer {
    /// Stores the notice with everything that follows from it, or makes way for another day's.
    func write(
        _ draft: Draft, _ comparisons: [Takedown.ID: HostComparison], _ job: Job, on day: NoticeDay,
        at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        _ = try transaction.all(transaction.dialect.advisoryLock(.noticeBundling)) { $0.values }
        if try notices.find(contact: draft.contact.id, day: "\(day)", in: transaction) != nil {
            let next = policy.noticeDay(after: day, orSame: false)
            return try jobs.postpone(job, until: next.start, in: transaction)
        }
        var included: [(Item, Takedown)] = []
        for item in draft.items {
            guard var takedown = try takedowns.find(item.takedown.id, in: transaction),
                takedown.version == item.takedown.version
            else { throw TakedownError.changedMeanwhile }
            switch comparisons[takedown.id] {
            case .changed:
                try recorder.apply(.hostChanged, to: &takedown, at: now, in: transaction)
            case .vanished:
                try recorder.apply(.hostVanished, to: &takedown, at: now, in: transaction)
            case .unchanged(let server):
                takedown.serverAddress = server
                included.append((item, takedown))
            case nil:
                // The record was erased: nobody may be told any more, unless another incident names
                // the same address.
                if try recorder.dropErased(&takedown, at: now, in: transaction) {
                    try recorder.enqueueCompose(takedown, at: now, in: transaction)
                }
            }
        }
        if !included.isEmpty {
            try store(included, to: draft.contact, on: day, at: now, in: transaction)
        }
        // What did not fit into this notice goes into the next day's.
        if draft.isCutShort {
            let next = policy.noticeDay(after: day, orSame: false)
            try jobs.postpone(job, until: next.start, in: transaction)
        } else {
            try jobs.complete(job, in: transaction)
        }
    }

    private func store(
        _ included: [(Item, Takedown)], to contact: AbuseContact, on day: NoticeDay,
        at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        let id = Notice.ID(at: now)
        let number = NoticeNumber.make(on: day)
        let entries = included.compactMap(\.0.entry)
        let letter = NoticeLetter(
            number: number, sender: sender, recipientName: contact.name,
            language: contact.language, composedAt: now, entries: entries)
        let key = RecordKey.make()
        guard let from = MailAddress(sender.email) else { throw TakedownError.badSettings }
        let notice = Notice(
            id: id, number: number, contactID: contact.id, day: "\(day)", state: .queued,
            messageID: OutgoingMessage.messageID(id, sentFrom: from),
            sealedMessage: try NoticeMessage(letter).sealed(by: key, for: id),
            itemCount: included.count, failureCode: nil, composedAt: now, sentAt: nil)
        let items = try included.map { item, takedown in
            try seal(item, takedown, of: notice, to: contact, by: key, at: now)
        }
        guard try notices.insert(notice, items: items, in: transaction) else {
            throw TakedownError.changedMeanwhile
        }
        try RecordKeyStore().insert(
            try sealer.wrap(key, record: RecordID(of: id)), for: RecordID(of: id), in: transaction)
        for (_, takedown) in included {
            var takedown = takedown
            try recorder.apply(.noticeComposed, to: &takedown, at: now, in: transaction)
        }
        try audit.record(
            AuditEvent(
                kind: .noticeComposed, actor: .system, subject: .notice(id),
                facts: [
                    .number: number, .contact: contact.id.text, .items: "\(items.count)",
                ], at: now), in: transaction)
        try jobs.enqueue(
            NewJob(
                kind: .sendNotice, key: "notice:\(id)", payload: JobPayload(id).text,
                due: now), in: transaction)
    }

    private func seal(
        _ item: Item, _ takedown: Takedown, of notice: Notice, to contact: AbuseContact,
        by key: RecordKey, at now: Timestamp
    ) throws -> NoticeItem {
        let reportID = Identifier<NoticeItem>(at: now)
        guard let entry = item.entry else { throw TakedownError.notFound }
        let report = entry.report(
            id: reportID.text, sender: sender, provider: contact.name, numbered: notice.number)
        let sealed = try key.seal(
            try report.json(), field: NoticeItem.sealedField(takedown.id),
            record: RecordID(of: notice.id))
        return NoticeItem(
            noticeID: notice.id, takedownID: takedown.id, kind: item.kind, reportID: reportID,
            sealedReport: sealed)
    }
}
