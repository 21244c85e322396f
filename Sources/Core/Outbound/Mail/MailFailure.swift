// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why a mail was not taken by the relay.
package enum MailFailure: CodedError, Hashable {
    /// A 4xx reply: the relay wants to be asked again later.
    case refusedForNow(status: Int)
    /// A 5xx reply to the mail itself: it will never be taken as it is.
    case refused(status: Int)
    /// A 5xx reply about the mailbox: nobody there takes mail.
    case recipientRefused(status: Int)
    /// A 5xx reply to us, whatever the mail: the relay's settings or ours are wrong.
    case relayRefused(status: Int)
    case relayNotFound
    case notConnected
    case timedOut
    case noTLS
    case tlsFailed
    case signInRefused
    case brokenOff
    case badSettings
    case outOfMemory
    case noRecipient

    package var code: String {
        switch self {
        case .refusedForNow: "mail.refused-for-now"
        case .refused: "mail.refused"
        case .recipientRefused: "mail.recipient-refused"
        case .relayRefused: "mail.relay-refused"
        case .relayNotFound: "mail.relay-not-found"
        case .notConnected: "mail.not-connected"
        case .timedOut: "mail.timed-out"
        case .noTLS: "mail.no-tls"
        case .tlsFailed: "mail.tls-failed"
        case .signInRefused: "mail.sign-in-refused"
        case .brokenOff: "mail.broken-off"
        case .badSettings: "mail.bad-settings"
        case .outOfMemory: "mail.out-of-memory"
        case .noRecipient: "mail.no-recipient"
        }
    }

    /// Whether the same mail may be taken later.
    ///
    /// What an operator repairs (settings, certificates, passwords) counts: the mail waits for it.
    package var isTransient: Bool {
        switch self {
        case .refused, .recipientRefused, .noRecipient: false
        case .refusedForNow, .relayRefused, .relayNotFound, .notConnected, .timedOut, .noTLS,
            .tlsFailed, .signInRefused, .brokenOff, .badSettings, .outOfMemory:
            true
        }
    }
}
