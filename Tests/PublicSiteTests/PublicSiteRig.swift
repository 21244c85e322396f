// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import Hummingbird
import Intake
import JobQueue
import NightlightCore
import PasswordHashing
import PublicSite
import Sealing
import Storage
import TestSupport
import WebSupport
import WebTesting

/// The public site over a real database, and what a visitor without JavaScript does with it.
struct PublicSiteRig: Sendable {
    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let site: PublicSite
    let metrics = MetricRegistry()

    init(isSecure: Bool = false) async throws {
        database = WitnessedDatabase(try await TemporaryDatabase(.sqlite).database)
        let key = try CaseworkPrivateKey.make()
        let intake = IntakeService(
            database: database, sealer: Sealer(publicKey: key.publicKey),
            jobs: JobQueue(database: database, time: time), audit: AuditTrail(),
            hasher: PasswordHasher(limits: .testing),
            mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
        site = try PublicSite(
            settings: PublicSettings(phoneNumber: "555 0100", isSecure: isSecure), intake: intake,
            formKey: Array(repeating: 9, count: 32), time: time, metrics: metrics)
    }

    func visit<Value: Sendable>(
        _ body: @escaping @Sendable (Visitor) async throws -> Value
    ) async throws -> Value {
        let application = Application(router: site.router())
        return try await application.answering { client in
            try await body(Visitor(client: client))
        }
    }

    func reportCount() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) FROM report") }
    }
}

struct Visitor: Sendable {
    let client: TestClient

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
        try await client.execute(uri: path, method: .get, headers: headers) { Page($0) }
    }

    func post(_ path: String, _ fields: [(String, String)], headers: HTTPFields = [:])
        async throws -> Page
    {
        try await send(path, Self.encoded(fields), headers: headers)
    }

    func send(_ path: String, _ body: String, headers: HTTPFields = [:]) async throws -> Page {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)
        ) { Page($0) }
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            let allowed = CharacterSet.alphanumerics
            return "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
    }

    /// Answers a page's question with the state the page carries.
    func answer(_ page: Page, _ step: String, language: String = "en", _ fields: [(String, String)])
        async throws -> Page
    {
        try await post(
            "/\(language)/report/\(step)", [("answers", page.hidden("answers"))] + fields)
    }
}

struct Page: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        // As a browser does: any white space is one space.
        text = String(buffer: response.body).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    /// The value of a hidden field.
    func hidden(_ name: String) -> String { between("name=\"\(name)\" value=\"", "\"") }

    func between(_ start: String, _ end: String) -> String {
        guard let from = text.range(of: start),
            let to = text.range(of: end, range: from.upperBound..<text.endIndex)
        else { return "" }
        return String(text[from.upperBound..<to.lowerBound])
    }

    var title: String { between("<title>", "</title>") }
    var heading: String { between("<h1>", "</h1>") }
}
