// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A mail to send: plain text, and attachments of text or JSON.
///
/// An attachment is a `String`: there is no way to attach media, and there must never be one.
package struct OutgoingMessage: Hashable, Sendable {
    package struct Attachment: Hashable, Sendable {
        package enum ContentType: String, Sendable {
            case json = "application/json"
            case text = "text/plain"
        }

        package let fileName: String
        package let contentType: ContentType
        package let text: String

        package init(fileName: String, contentType: ContentType, text: String) {
            self.fileName = fileName
            self.contentType = contentType
            self.text = text
        }
    }

    package var from: Mailbox
    package var replyTo: MailAddress?
    package var to: [MailAddress]
    package var subject: String
    package var text: String
    package var attachments: [Attachment]
    package var date: Timestamp
    /// Unique, and the same each time one message is tried again: receivers drop the second copy.
    package var messageID: String
    /// The identifier of the message this one follows up, so that mail programs show them together.
    package var inReplyTo: String?
    package var language: Language?

    /// The message's own identifier is made from `id`, the same each time it is tried.
    package init<Subject>(
        id: Identifier<Subject>, from: Mailbox, to: [MailAddress], subject: String, text: String,
        attachments: [Attachment] = [], date: Timestamp
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.attachments = attachments
        self.date = date
        messageID = Self.messageID(id, sentFrom: from.address)
    }

    /// The identifier a message has, for storing before it is sent.
    package static func messageID<Subject>(
        _ id: Identifier<Subject>, sentFrom address: MailAddress
    ) -> String {
        "<\(id)@\(address.domain)>"
    }
}
