// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import ProviderAPI
import Sealing
import Storage
import TestSupport
import WebSupport
import WebTesting

/// The interface over a real database, with two providers.
struct ProviderRig: Sendable {
    struct Answer: Sendable {
        let status: Int
        let text: String
        let headers: HTTPFields

        /// The body as an object of JSON.
        var object: [String: Any] {
            let found = try? JSONSerialization.jsonObject(with: Data(text.utf8))
            return found as? [String: Any] ?? [:]
        }
    }

    let database: any Database
    let providers: ProviderService
    let api: ProviderAPI
    let provider: Provider
    let token: String
    let otherToken: String

    init() async throws {
        let time = SystemTime()
        database = WitnessedDatabase(try await TemporaryDatabase(.sqlite).database)
        providers = ProviderService(
            database: database, audit: AuditTrail(), sealer: .testing(.provider), time: time)
        provider = try await providers.register(
            name: "Example Net", language: .english, by: .system)
        token = try await providers.issueToken(for: provider.id, by: .system)
        let other = try await providers.register(name: "Other Net", language: .french, by: .system)
        otherToken = try await providers.issueToken(for: other.id, by: .system)
        let intake = IntakeService(
            database: database,
            sealer: Sealer(publicKey: try CaseworkPrivateKey.make().publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
        api = ProviderAPI(
            intake: intake, providers: providers, metrics: MetricRegistry(), isSecure: true)
    }

    func call(
        _ method: HTTPRequest.Method = .post, _ path: String = "/v1/reports",
        _ body: String = "", token: String? = nil, key: String? = nil,
        type: String = "application/json"
    ) async throws -> Answer {
        try await call(method, path, bytes: Array(body.utf8), token: token, key: key, type: type)
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8], token: String? = nil,
        key: String? = nil, type: String = "application/json"
    ) async throws -> Answer {
        var headers: HTTPFields = [.contentType: type]
        headers[.authorization] = "Bearer \(token ?? self.token)"
        if let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        let sent = headers
        return try await Application(router: api.router()).answering { client in
            try await client.execute(
                uri: path, method: method, headers: sent,
                body: method == .post ? ByteBuffer(bytes: bytes) : nil
            ) {
                Answer(
                    status: $0.status.code, text: String(buffer: $0.body), headers: $0.headers)
            }
        }
    }

    func reportCount() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM report") }
    }
}
