// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NIOCore
import Synchronization

/// One SMTP session (RFC 5321) at the mail sink.
struct MailSession {
    private enum Mode {
        case commands, data
        /// The answer to `334`.
        case response
    }

    // LIMIT: bytes of a line, and of a message: enough for any notice.
    private static let lineBytesMax = 65_536
    private static let messageBytesMax = 32 << 20

    private let state: MailSink.State
    private var mode = Mode.commands
    private var sender = ""
    private var recipients: [String] = []
    private var body: [UInt8] = []
    private var user: String?
    private var isOver = false

    init(state: MailSink.State) {
        self.state = state
    }

    mutating func serve(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        if state.contents.withLock(\.isSilent) {
            for try await _ in inbound {}
            return
        }
        try await outbound.write(
            ByteBuffer(string: refusal(at: .greeting) ?? "220 sink.test ESMTP\r\n"))
        var line: [UInt8] = []
        for try await chunk in inbound {
            for byte in chunk.readableBytesView {
                line.append(byte)
                guard line.count <= Self.lineBytesMax else { return }
                guard byte == UInt8(ascii: "\n") else { continue }
                if let reply = take(line) {
                    try await outbound.write(ByteBuffer(string: reply))
                }
                if isOver { return }
                line.removeAll(keepingCapacity: true)
            }
        }
    }

    private mutating func take(_ line: [UInt8]) -> String? {
        switch mode {
        case .response:
            mode = .commands
            return signIn(String(decoding: line, as: UTF8.self).trimmed)
        case .commands: return command(String(decoding: line, as: UTF8.self).trimmed)
        case .data:
            if line == Array(".\r\n".utf8) { return endOfData() }
            guard body.count < Self.messageBytesMax else { return nil }
            body += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
            return nil
        }
    }

    private mutating func command(_ line: String) -> String {
        let upper = line.uppercased()
        if upper.hasPrefix("EHLO") || upper.hasPrefix("HELO") { return hello() }
        if upper == "AUTH PLAIN" {
            mode = .response
            return "334 \r\n"
        }
        if upper.hasPrefix("AUTH PLAIN ") { return signIn(String(line.dropFirst(10)).trimmed) }
        if upper.hasPrefix("MAIL FROM:") { return mail(from: path(in: line)) }
        if upper.hasPrefix("RCPT TO:") { return recipient(path(in: line)) }
        if upper == "DATA" {
            if recipients.isEmpty { return "503 no recipient\r\n" }
            if let refusal = refusal(at: .data) { return refusal }
            mode = .data
            body = []
            return "354 go on\r\n"
        }
        if upper == "RSET" || upper == "NOOP" { return "250 ok\r\n" }
        if upper == "QUIT" {
            isOver = true
            return "221 bye\r\n"
        }
        return "502 unknown\r\n"
    }

    private func hello() -> String {
        let mustSignIn = state.contents.withLock { $0.credentials != nil }
        return "250-sink.test\r\n" + (mustSignIn ? "250-AUTH PLAIN\r\n" : "") + "250 8BITMIME\r\n"
    }

    private mutating func signIn(_ response: String) -> String {
        let parts = Data(base64Encoded: response).map { data in
            data.split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
        guard let parts, parts.count == 3,
            let wanted = state.contents.withLock(\.credentials),
            parts[1] == wanted.user, parts[2] == wanted.password
        else { return "535 no\r\n" }
        user = parts[1]
        return "235 welcome\r\n"
    }

    private mutating func mail(from address: String) -> String {
        if state.contents.withLock({ $0.credentials != nil }), user == nil {
            return "530 sign in first\r\n"
        }
        if let refusal = refusal(at: .sender) { return refusal }
        sender = address
        recipients = []
        return "250 ok\r\n"
    }

    private mutating func recipient(_ address: String) -> String {
        if let refusal = refusal(at: .recipient) { return refusal }
        if let status = state.contents.withLock({ $0.refusedRecipients[address] }) {
            return "\(status) not here\r\n"
        }
        recipients.append(address)
        return "250 ok\r\n"
    }

    private mutating func endOfData() -> String {
        mode = .commands
        if let refusal = refusal(at: .body) { return refusal }
        let message = MailSink.Message(
            sender: sender, recipients: recipients, bytes: body, user: user)
        state.contents.withLock { $0.messages.append(message) }
        recipients = []
        return "250 taken\r\n"
    }

    private func refusal(at step: MailSink.Refusal.Step) -> String? {
        state.contents.withLock { contents in
            contents.refusal.flatMap { $0.step == step ? "\($0.status) \($0.words)\r\n" : nil }
        }
    }

    private func path(in line: String) -> String {
        guard let open = line.firstIndex(of: "<"), let close = line.firstIndex(of: ">") else {
            return ""
        }
        return open < close ? String(line[line.index(after: open)..<close]) : ""
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
