// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import NightlightCore
import TestSupport
import Testing

@testable import Outbound

@Suite struct MailTransportTests {
    private struct Subject {}

    private static func message(_ text: String = "Rain.\n", to: [String] = ["abuse@hosting.test"])
        throws -> OutgoingMessage
    {
        OutgoingMessage(
            id: Identifier<Subject>(at: Timestamp(secondsSinceEpoch: 1_764_000_000)),
            from: Mailbox(address: try #require(MailAddress("notices@hotline.test"))),
            to: try to.map { try #require(MailAddress($0)) }, subject: "Été", text: text,
            date: Timestamp(secondsSinceEpoch: 1_764_000_000))
    }

    private static func transport(
        _ port: Int, _ security: MailRelay.Security = .none,
        credentials: MailRelay.Credentials? = nil, certificates: String? = nil, seconds: Int = 30
    ) throws -> MailTransport {
        let relay = try #require(
            MailRelay(
                "smtp://127.0.0.1:\(port)", security: security, credentials: credentials,
                certificatesPath: certificates))
        return MailTransport(relay: relay, deliverySeconds: seconds)
    }

    private static func failure(
        of transport: MailTransport, _ message: OutgoingMessage
    ) async -> MailFailure? {
        do throws(MailFailure) {
            try await transport.send(message)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["Rain.\n", ".\n", "..\n.\nafter\n", "large"])
    func `a message arrives byte for byte, dots and all`(name: String) async throws {
        let text = name == "large" ? String(repeating: "é", count: 100_000) : name
        let sink = try await MailSink.start()
        let message = try Self.message(text, to: ["abuse@hosting.test", "noc@hosting.test"])
        try await Self.transport(sink.port).send(message)
        let mail = try #require(sink.messages.first)
        #expect(sink.messages.count == 1)
        #expect(mail.bytes == message.encoded())
        #expect(mail.sender == "notices@hotline.test")
        #expect(mail.recipients == ["abuse@hosting.test", "noc@hosting.test"])
    }

    @Test func `a relay without encryption gets nothing when it is required`() async throws {
        let sink = try await MailSink.start()
        let transport = try Self.transport(sink.port, .required)
        #expect(await Self.failure(of: transport, try Self.message()) == .noTLS)
        #expect(sink.messages.isEmpty)
        try await Self.transport(sink.port, .opportunistic).send(try Self.message())
        #expect(sink.messages.count == 1)
    }

    @Test func `with encryption everything but the greeting is encrypted`() async throws {
        let server = try await PythonServer(
            "Tests/OutboundTests/Oracle/tls_server.py", ["smtp", "IP:127.0.0.1"])
        let port = try #require(server.greeting.first.flatMap { Int($0) })
        let message = try Self.message("été\n.\n")
        let credentials = MailRelay.Credentials(user: "hotline", password: "rain")
        try await Self.transport(
            port, .required, credentials: credentials, certificates: server.greeting[1]
        ).send(message)
        let lines = try await server.finish()
        #expect(!lines.contains { $0.hasPrefix("plain") })
        #expect(lines.contains("signed-in " + Data("\0hotline\0rain".utf8).base64EncodedString()))
        #expect(lines.last == "mail " + Data(message.encoded()).base64EncodedString())
    }

    @Test(arguments: ["DNS:other.test", "IP:127.0.0.2"])
    func `a relay with another's certificate gets nothing`(name: String) async throws {
        let server = try await PythonServer(
            "Tests/OutboundTests/Oracle/tls_server.py", ["smtp", name])
        let port = try #require(server.greeting.first.flatMap { Int($0) })
        let transport = try Self.transport(port, .required, certificates: server.greeting[1])
        #expect(await Self.failure(of: transport, try Self.message()) == .tlsFailed)
        #expect(
            try await !server.finish().contains { $0.hasPrefix("mail") || $0.hasPrefix("signed") })
    }

    @Test func `a relay with a certificate nobody vouches for gets nothing`() async throws {
        let server = try await PythonServer(
            "Tests/OutboundTests/Oracle/tls_server.py", ["smtp", "IP:127.0.0.1"])
        let port = try #require(server.greeting.first.flatMap { Int($0) })
        let transport = try Self.transport(port, .required)
        #expect(await Self.failure(of: transport, try Self.message()) == .tlsFailed)
    }

    @Test func `the right password is taken, the wrong one is the operator's to repair`()
        async throws
    {
        let sink = try await MailSink.start()
        sink.require(user: "hotline", password: "rain")
        let right = MailRelay.Credentials(user: "hotline", password: "rain")
        try await Self.transport(sink.port, credentials: right).send(try Self.message())
        #expect(sink.messages.map(\.user) == ["hotline"])
        let wrong = MailRelay.Credentials(user: "hotline", password: "snow")
        for credentials in [wrong, nil] {
            let transport = try Self.transport(sink.port, credentials: credentials)
            let failure = await Self.failure(of: transport, try Self.message())
            #expect(failure == .signInRefused)
            #expect(failure?.isTransient == true)
        }
        #expect(sink.messages.count == 1)
    }

    /// Whom a refusal is about decides what follows: nobody is struck off for our own mistake.
    @Test(
        arguments: [
            (MailSink.Refusal.Step.greeting, 421, "", MailFailure.refusedForNow(status: 421)),
            (.greeting, 554, "", .relayRefused(status: 554)),
            (.sender, 451, "", .refusedForNow(status: 451)),
            (.sender, 550, "5.7.1", .relayRefused(status: 550)),
            (.recipient, 450, "4.2.1", .refusedForNow(status: 450)),
            (.recipient, 550, "5.1.1", .recipientRefused(status: 550)),
            (.recipient, 550, "", .recipientRefused(status: 550)),
            (.recipient, 552, "5.2.2", .recipientRefused(status: 552)),
            (.recipient, 554, "5.7.1", .relayRefused(status: 554)),
            (.data, 452, "", .refusedForNow(status: 452)), (.data, 554, "", .refused(status: 554)),
            (.body, 452, "4.3.1", .refusedForNow(status: 452)),
            (.body, 552, "5.3.4", .refused(status: 552)),
            (.body, 550, "5.7.1", .refused(status: 550)),
        ])
    func `a refusal is about the mailbox, the mail or us`(
        step: MailSink.Refusal.Step, status: Int, words: String, expected: MailFailure
    ) async throws {
        let sink = try await MailSink.start()
        sink.refuse(MailSink.Refusal(at: step, status: status, words: words + " not now"))
        let transport = try Self.transport(sink.port)
        let failure = await Self.failure(of: transport, try Self.message())
        #expect(failure == expected)
        #expect(sink.messages.isEmpty)
        let isForGood: Bool
        switch expected {
        case .recipientRefused, .refused: isForGood = true
        default: isForGood = false
        }
        #expect(expected.isTransient != isForGood)
        sink.refuse(nil)
        try await transport.send(try Self.message())
        #expect(sink.messages.count == 1)
    }

    @Test func `a mail is taken for all its recipients or for none`() async throws {
        let sink = try await MailSink.start()
        sink.refuse(recipient: "gone@hosting.test", status: 550)
        let message = try Self.message(to: ["abuse@hosting.test", "gone@hosting.test"])
        let failure = await Self.failure(of: try Self.transport(sink.port), message)
        #expect(failure == .recipientRefused(status: 550))
        #expect(sink.messages.isEmpty)
    }

    @Test func `a relay that is away or says nothing is a matter of time`() async throws {
        let sink = try await MailSink.start()
        sink.fallSilent()
        let silent = await Self.failure(
            of: try Self.transport(sink.port, seconds: 1), try Self.message())
        #expect(silent == .timedOut)
        await sink.stop()
        // Port 1: another test's server may have been given the sink's by now.
        let away = await Self.failure(of: try Self.transport(1), try Self.message())
        #expect(away == .notConnected)
        #expect(silent?.isTransient == true)
        #expect(away?.isTransient == true)
    }

    @Test func `a mail to nobody is not sent`() async throws {
        let transport = try Self.transport(1)
        #expect(await Self.failure(of: transport, try Self.message(to: [])) == .noRecipient)
    }
}
