// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import ProviderAPI
import Sealing
import Storage
import TestSupport
import Testing
import WebSupport

@Suite struct ProviderAPITests {
    struct Rig: Sendable {
        let database: any Database
        let api: ProviderAPI
        let provider: Provider
        let token: String
        let otherToken: String

        init() async throws {
            let time = SystemTime()
            database = try await TemporaryDatabase(.sqlite).database
            let providers = ProviderService(database: database, audit: AuditTrail(), time: time)
            provider = try await providers.register(
                name: "Example Net", language: .english, by: .system)
            token = try await providers.issueToken(for: provider.id, by: .system)
            let other = try await providers.register(
                name: "Other Net", language: .french, by: .system)
            otherToken = try await providers.issueToken(for: other.id, by: .system)
            let intake = IntakeService(
                database: database,
                sealer: Sealer(publicKey: try CaseworkPrivateKey.make().publicKey),
                jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
                hasher: PasswordHasher(limits: .testing),
                mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
            api = ProviderAPI(
                intake: intake, providers: providers,
                metrics: MetricRegistry(), isSecure: true)
        }

        func call(
            _ method: HTTPRequest.Method = .post, _ path: String = "/v1/reports",
            _ body: String = "", token: String? = nil, key: String? = nil,
            type: String = "application/json"
        ) async throws -> (status: Int, text: String, headers: HTTPFields) {
            var headers: HTTPFields = [.contentType: type]
            headers[.authorization] = "Bearer \(token ?? self.token)"
            if let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
            let sent = headers
            return try await Application(router: api.router()).test(.router) { client in
                try await client.execute(
                    uri: path, method: method, headers: sent,
                    body: method == .post ? ByteBuffer(string: body) : nil
                ) { ($0.status.code, String(buffer: $0.body), $0.headers) }
            }
        }
    }

    @Test func `addresses are taken, one receipt each, with exactly the four parts`() async throws {
        let rig = try await Rig()
        let answer = try await rig.call(
            .post, "/v1/reports",
            #"{"addresses":["https://kittens.example.org/a","203.0.113.7"]}"#)
        #expect(answer.status == 201)
        struct Receipts: Decodable { var receipts: [[String: String]] }
        let receipts = try JSONDecoder().decode(Receipts.self, from: Data(answer.text.utf8))
            .receipts
        #expect(receipts.count == 2)
        let parts = ["incidentNumber", "providerIdentifier", "providerName", "reportedAt"]
        #expect(receipts.allSatisfy { $0.keys.sorted() == parts })
        #expect(receipts[0]["providerIdentifier"] == rig.provider.identifier.text)
        let number = try #require(receipts[1]["incidentNumber"])
        let shown = try await rig.call(.get, "/v1/reports/\(number)")
        #expect(shown.status == 200)
        #expect(shown.text.contains(number))
        let hidden = try await rig.call(.get, "/v1/reports/\(number)", token: rig.otherToken)
        #expect(hidden.status == 404)
    }

    @Test func `the same key gives the same receipts`() async throws {
        let rig = try await Rig()
        let body = #"{"addresses":["https://kittens.example.org/a"]}"#
        let first = try await rig.call(.post, "/v1/reports", body, key: "0123456789abcdef")
        let second = try await rig.call(.post, "/v1/reports", body, key: "0123456789abcdef")
        #expect(first.text == second.text)
        let other = try await rig.call(
            .post, "/v1/reports", body, token: rig.otherToken, key: "0123456789abcdef")
        #expect(other.text != first.text)
    }

    @Test(arguments: [
        (#"{"addresses":["https://a.test"],"note":"x"}"#, 400, "report.unknown-field"),
        (#"{"addresses":[]}"#, 400, "report.addresses-missing"),
        (#"{"addresses":"https://a.test"}"#, 400, "report.addresses-missing"),
        ("kittens", 400, "report.not-json"),
        (#"{"addresses":["call 555 0100"]}"#, 422, "intake.addresses-not-accepted"),
        (String(repeating: " ", count: 300_000), 413, "web.body-too-large"),
    ])
    func `anything but addresses is refused with a stable code`(
        body: String, status: Int, code: String
    ) async throws {
        let rig = try await Rig()
        let answer = try await rig.call(.post, "/v1/reports", body)
        #expect(answer.status == status)
        #expect(answer.text.contains("\"\(code)\""))
        #expect(answer.headers[.contentType] == "application/problem+json")
        let count = try await rig.database.read { try $0.count("SELECT count(*) FROM report") }
        #expect(count == 0)
    }

    @Test(arguments: ["", "nope", "nl_0000"])
    func `without a token nothing answers`(token: String) async throws {
        let rig = try await Rig()
        let answer = try await rig.call(
            .post, "/v1/reports", #"{"addresses":["https://a.test"]}"#, token: token)
        #expect(answer.status == 401)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(answer.headers[.contentSecurityPolicy] != nil)
    }

    @Test func `another content type is refused`() async throws {
        let rig = try await Rig()
        let answer = try await rig.call(.post, "/v1/reports", "{}", type: "text/plain")
        #expect(answer.status == 415)
    }

    @Test func `the OpenAPI file lists exactly the routes`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let yaml = try String(
            contentsOf: root.appending(path: "Documentation/Reference/provider-api.yaml"),
            encoding: .utf8)
        var described: Set<String> = []
        var path = ""
        for line in yaml.split(separator: "\n") {
            if line.hasPrefix("  /") { path = line.dropFirst(2).dropLast().description }
            if line.hasPrefix("    get:") || line.hasPrefix("    post:") {
                described.insert(line.dropFirst(4).dropLast().uppercased() + " " + path)
            }
        }
        let routes = ProviderAPI.routeDescriptions.filter { $0.access == "provider" }
        #expect(described == Set(routes.map { "\($0.method) \($0.path)" }))
    }
}
