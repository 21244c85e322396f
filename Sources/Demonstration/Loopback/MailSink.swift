// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// A mail server on loopback that keeps what it is given, and refuses what it is told to refuse.
package final class MailSink: Sendable {
    /// One delivery: the envelope, and the message with its dots unstuffed.
    package struct Message: Hashable, Sendable {
        package let sender: String
        package let recipients: [String]
        package let bytes: [UInt8]
        /// The name the client signed in with.
        package let user: String?

        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// What to answer instead of 250.
    package struct Refusal: Hashable, Sendable {
        package enum Step: Hashable, Sendable {
            case greeting, sender, recipient, data, body
        }

        package let step: Step
        package let status: Int
        /// What follows the status, such as `5.1.1 no such mailbox`.
        package let words: String

        package init(at step: Step, status: Int, words: String = "not now") {
            self.step = step
            self.status = status
            self.words = words
        }
    }

    final class State: Sendable {
        struct Contents {
            var messages: [Message] = []
            var refusal: Refusal?
            var refusedRecipients: [String: Int] = [:]
            var isSilent = false
            var credentials: (user: String, password: String)?
        }

        let contents = Mutex(Contents())
    }

    private let state: State
    private let server: LoopbackServer

    private init(state: State, server: LoopbackServer) {
        self.state = state
        self.server = server
    }

    package static func start(port: Int = 0) async throws -> MailSink {
        let state = State()
        let server = try await LoopbackServer.start(port: port) { inbound, outbound in
            var session = MailSession(state: state)
            try await session.serve(inbound, outbound)
        }
        return MailSink(state: state, server: server)
    }

    package func stop() async { await server.stop() }

    package var port: Int { server.port }

    /// Everything taken so far, in order.
    package var messages: [Message] { state.contents.withLock(\.messages) }

    /// Answers one step of every session so, until told otherwise; `nil` takes everything.
    package func refuse(_ refusal: Refusal?) {
        state.contents.withLock { $0.refusal = refusal }
    }

    /// Answers one recipient so, and takes the others.
    package func refuse(recipient: String, status: Int) {
        state.contents.withLock { $0.refusedRecipients[recipient] = status }
    }

    /// Takes connections and never says a word.
    package func fallSilent() {
        state.contents.withLock { $0.isSilent = true }
    }

    /// Takes mail only from whom knows this.
    package func require(user: String, password: String) {
        state.contents.withLock { $0.credentials = (user, password) }
    }
}
