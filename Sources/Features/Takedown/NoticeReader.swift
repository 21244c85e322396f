// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore
import Outbound
import Sealing
package import Storage

/// Opens what a notice says: for the worker that sends it and the people who answer for it.
package struct NoticeReader: Sendable {
    /// A notice as it was composed.
    package struct Opened: Sendable, Equatable {
        package let notice: Notice
        package let contact: AbuseContact
        package let items: [NoticeItem]
        package let message: NoticeMessage
        /// The XARF reports as JSON, in the order of `items`.
        package let reports: [String]
    }

    let reader: RecordReader
    private let notices = NoticeStore()
    private let contacts = AbuseContactStore()

    package init(reader: RecordReader) { self.reader = reader }

    /// `nil` when there is no such notice.
    package func open(_ id: Notice.ID, in transaction: any SQLTransaction) throws -> Opened? {
        guard let notice = try notices.find(id, in: transaction),
            let contact = try contacts.find(notice.contactID, in: transaction)
        else { return nil }
        let key = try reader.key(for: RecordID(of: id), in: transaction)
        let items = try notices.items(of: id, in: transaction)
        let reports = try items.map { item in
            try key.open(
                item.sealedReport, field: NoticeItem.sealedField(item.takedownID),
                record: RecordID(of: id))
        }
        return Opened(
            notice: notice, contact: contact, items: items,
            message: try NoticeMessage(notice.sealedMessage, by: key, for: id), reports: reports)
    }
}

extension NoticeReader.Opened {
    /// The mail: the same bytes each time, whenever and however often it is sent.
    func mail(from sender: NoticeSender) throws(TakedownError) -> OutgoingMessage {
        guard let from = MailAddress(sender.email), let to = MailAddress(contact.email) else {
            throw .badSettings
        }
        var mail = OutgoingMessage(
            id: notice.id, from: Mailbox(name: sender.organisation, address: from), to: [to],
            subject: message.subject, text: message.text, date: notice.composedAt)
        mail.messageID = notice.messageID
        mail.replyTo = from
        mail.language = message.language.flatMap(Language.init)
        mail.attachments = zip(items, reports).map { item, report in
            OutgoingMessage.Attachment(
                fileName: "xarf-\(item.reportID).json", contentType: .json, text: report)
        }
        return mail
    }
}
