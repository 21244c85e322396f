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
import Sealing
import Storage
import Synchronization
import TestSupport
import WebSupport
import Workbench

/// The workbench over a real database, with one account of each role.
struct WorkbenchRig: Sendable {
    static let password = "seven kittens under rain"

    let database: any Database
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
    let accounts: AccountService
    let intake: IntakeService
    let jobs: JobQueue
    let workbench: Workbench

    init(isSecure: Bool = false) async throws {
        database = try await TemporaryDatabase(.sqlite).database
        let key = try CaseworkPrivateKey.make()
        let hasher = PasswordHasher(limits: .testing)
        jobs = JobQueue(database: database, time: time)
        accounts = AccountService(
            database: database, audit: AuditTrail(), hasher: hasher, time: time)
        intake = IntakeService(
            database: database, sealer: Sealer(publicKey: key.publicKey), jobs: jobs,
            audit: AuditTrail(), hasher: hasher,
            mint: ReceiptMint(pepper: Array(repeating: 7, count: 32)), time: time)
        workbench = try Workbench(
            services: WorkbenchServices(
                database: database, accounts: accounts,
                providers: ProviderService(database: database, audit: AuditTrail(), time: time),
                reader: RecordReader(opener: Opener(privateKey: key)), jobs: jobs,
                audit: AuditTrail()),
            settings: WorkbenchSettings(origin: "http://127.0.0.1:8082", isSecure: isSecure),
            formKey: Array(repeating: 3, count: 32), time: time, metrics: MetricRegistry())
        for role in AccountRole.allCases {
            let account = try await accounts.createAccount(
                name: role.rawValue, role: role, language: .english, by: .system)
            let link = try await accounts.oneTimeLink(for: account.id, by: .system)
            _ = try await accounts.redeem(link: link.token, newPassword: Self.password)
        }
    }

    func browse<Value: Sendable>(
        _ body: @escaping @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await Application(router: workbench.router()).test(.router) { client in
            try await body(Browser(client: client))
        }
    }

    /// Browses as somebody who has signed in through the page.
    func browse<Value: Sendable>(
        as role: AccountRole, _ body: @escaping @Sendable (Browser) async throws -> Value
    ) async throws -> Value {
        try await browse { browser in
            _ = try await browser.get("/sign-in")
            _ = try await browser.post(
                "/sign-in", [("name", role.rawValue), ("password", Self.password)])
            return try await body(browser)
        }
    }

    func report(_ address: String, narrative: String? = nil) async throws -> Incident {
        let draft = ReportDraft(
            channel: .public, language: .english, concern: .material, addresses: [address],
            narrative: narrative, submissionKey: SubmissionKey.make())
        let receipt = try await intake.submit(draft)
        let found = try await database.read { transaction -> Incident? in
            guard let report = try ReportStore().find(number: receipt.number, in: transaction)
            else { return nil }
            return try IncidentStore().incidents(of: report.id, in: transaction).first
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    func auditCount(_ kind: String) async throws -> Int {
        try await database.read {
            try $0.count("SELECT count(*) FROM audit_event WHERE kind = \(kind)")
        }
    }
}

/// Keeps cookies and the last page's form token, as a browser without JavaScript does.
final class Browser: Sendable {
    private struct State {
        var cookies: [String: String] = [:]
        var token = ""
    }

    private let client: any TestClientProtocol
    private let state = Mutex(State())

    init(client: any TestClientProtocol) { self.client = client }

    func get(_ path: String) async throws -> Page { try await send(.get, path, nil) }

    func post(_ path: String, _ fields: [(String, String)] = [], token: String? = nil)
        async throws -> Page
    {
        let token = token ?? state.withLock(\.token)
        let body = (fields + [("token", token)]).map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }.joined(separator: "&")
        return try await send(.post, path, body)
    }

    func clearCookies() { state.withLock { $0.cookies = [:] } }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ body: String?) async throws
        -> Page
    {
        var headers: HTTPFields = [:]
        let cookies = state.withLock(\.cookies)
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let page = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { Page($0) }
        state.withLock { state in
            for cookie in page.cookies {
                let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                let name = String(pair[0])
                state.cookies[name] = pair.count > 1 ? String(pair[1]) : nil
            }
            let token = page.between("name=\"token\" value=\"", "\"")
            if !token.isEmpty { state.token = token }
        }
        return page
    }
}

struct Page: Sendable {
    let status: Int
    let headers: HTTPFields
    let cookies: [String]
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        cookies = response.headers[values: .setCookie]
        // As a browser does: any white space is one space.
        text = String(buffer: response.body).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    var location: String? { headers[.location] }

    func between(_ start: String, _ end: String) -> String {
        guard let from = text.range(of: start),
            let to = text.range(of: end, range: from.upperBound..<text.endIndex)
        else { return "" }
        return String(text[from.upperBound..<to.lowerBound])
    }
}
