// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSMTP
import Foundation
import NightlightCore

/// Hands mail to the relay, by libcurl, on threads of its own.
///
/// A message is taken for all its recipients or for none. When the connection breaks after the last
/// byte and before the reply, nobody can know; the message counts as not sent, is sent again with
/// the same identifier, and receivers drop the copy.
package struct MailTransport: Sendable {
    // LIMIT: deliveries at the same time; relays answer more with 421.
    private static let deliveriesMax = 2

    // LIMIT: seconds for a connection and for a whole delivery.
    private static let connectSeconds = 15
    private static let deliverySeconds = 60

    private let relay: MailRelay
    private let deliverySeconds: Int
    private let threads = BlockingThreads(threadsMax: deliveriesMax)

    package init(relay: MailRelay) {
        self.init(relay: relay, deliverySeconds: Self.deliverySeconds)
    }

    /// With another bound for one delivery: tests with a silent relay have less time.
    package init(relay: MailRelay, deliverySeconds: Int) {
        self.relay = relay
        self.deliverySeconds = deliverySeconds
    }

    package func send(_ message: OutgoingMessage) async throws(MailFailure) {
        guard !message.to.isEmpty else { throw .noRecipient }
        let result = await withCheckedContinuation { continuation in
            threads.start { continuation.resume(returning: deliver(message)) }
        }
        try result.get()
    }

    private func deliver(_ message: OutgoingMessage) -> Result<Void, MailFailure> {
        // SAFETY: strdup'd copies live until the call is over, and are freed here.
        let texts = unsafe CStrings(
            [relay.url, message.from.address.text] + message.to.map { "<\($0.text)>" })
        let optional = unsafe CStrings(
            [relay.credentials?.user, relay.credentials?.password, relay.certificatesPath])
        defer {
            unsafe texts.free()
            unsafe optional.free()
        }
        let bytes = message.encoded()
        var reply = csmtp_reply()
        let outcome = unsafe bytes.withUnsafeBytes { bytes in
            unsafe texts.pointers.withUnsafeBufferPointer { pointers in
                var delivery = unsafe csmtp_delivery()
                unsafe delivery.url = pointers[0]
                unsafe delivery.sender = pointers[1]
                unsafe delivery.recipients = pointers.baseAddress.map { unsafe $0 + 2 }
                unsafe delivery.recipient_count = message.to.count
                unsafe delivery.user = optional.pointers[0]
                unsafe delivery.password = optional.pointers[1]
                unsafe delivery.ca_file = optional.pointers[2]
                unsafe delivery.security = security
                unsafe delivery.message = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                unsafe delivery.message_bytes = bytes.count
                unsafe delivery.connect_timeout_seconds = min(Self.connectSeconds, deliverySeconds)
                unsafe delivery.timeout_seconds = deliverySeconds
                return unsafe csmtp_send(&delivery, &reply)
            }
        }
        return Self.result(outcome, reply)
    }

    private var security: csmtp_security {
        switch relay.security {
        case .required: csmtp_security_required
        case .opportunistic: csmtp_security_opportunistic
        case .none: csmtp_security_none
        }
    }

    private static func result(
        _ outcome: csmtp_outcome, _ reply: csmtp_reply
    ) -> Result<Void, MailFailure> {
        switch outcome {
        case csmtp_outcome_sent: .success(())
        case csmtp_outcome_out_of_memory: .failure(.outOfMemory)
        case csmtp_outcome_bad_settings: .failure(.badSettings)
        case csmtp_outcome_relay_not_found: .failure(.relayNotFound)
        case csmtp_outcome_not_connected: .failure(.notConnected)
        case csmtp_outcome_timed_out: .failure(.timedOut)
        case csmtp_outcome_no_tls: .failure(.noTLS)
        case csmtp_outcome_tls_failed: .failure(.tlsFailed)
        case csmtp_outcome_sign_in_refused: .failure(.signInRefused)
        default: .failure(refusal(reply))
        }
    }

    /// Whom a refusal is about: only what was said about the mailbox is held against it.
    private static func refusal(_ reply: csmtp_reply) -> MailFailure {
        let status = reply.status
        switch (status, reply.step) {
        case (530, _), (534, _), (535, _), (538, _): return .signInRefused
        case (400..<500, _): return .refusedForNow(status: status)
        // 5.7 is policy: relays say so to whom they do not relay for.
        case (500..<600, csmtp_step_recipient) where reply.subject != 7:
            return .recipientRefused(status: status)
        case (500..<600, csmtp_step_message): return .refused(status: status)
        case (500..<600, _): return .relayRefused(status: status)
        default: return .brokenOff
        }
    }
}

/// Copies of strings that C can read.
@unsafe private struct CStrings {
    let pointers: [UnsafePointer<CChar>?]

    init(_ texts: [String?]) {
        unsafe pointers = texts.map { text in
            unsafe text.flatMap { unsafe strdup($0) }.map { unsafe UnsafePointer($0) }
        }
    }

    func free() {
        unsafe pointers.forEach { pointer in
            unsafe Foundation.free(UnsafeMutablePointer(mutating: pointer))
        }
    }
}
