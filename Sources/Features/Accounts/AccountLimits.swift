// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Every bound of this feature, with its reason.
package enum AccountLimits {
    // LIMIT: characters of a sign-in name: longest e-mail addresses used as names are about this.
    package static let nameLengthMax = 64
    // LIMIT: bytes of an e-mail address (RFC 5321, section 4.5.3.1.3, less the angle brackets).
    package static let emailBytesMax = 254
    // LIMIT: characters of a provider's name, which stands on receipts and notices.
    package static let providerNameLengthMax = 200
    // LIMIT: a session nobody uses ends after half an hour: the person has left the desk.
    package static let sessionIdle: Duration = .seconds(30 * 60)
    // LIMIT: a session ends after twelve hours whatever happens: longer than a shift, shorter than
    // a day.
    package static let sessionLife: Duration = .seconds(12 * 3_600)
    // LIMIT: how far the clock may lie before a session's last use. One that was set back further
    // would make sessions long again that have ended.
    package static let clockSlack: Duration = .seconds(5 * 60)
    // LIMIT: seconds between two notes that a session is in use; each note is a write.
    package static let sessionNoteInterval: Duration = .seconds(60)
    // LIMIT: hours in which a one-time link can be used: it is sent to somebody who is at work.
    package static let linkLife: Duration = .seconds(24 * 3_600)
    // LIMIT: rows of one page of any list.
    package static let pageRowsMax = 200
}
