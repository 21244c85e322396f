// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Intake
import ProviderAPI
import NightlightCore
import Storage
import TestSupport
import Testing
import WebAddresses
import WebSupport

/// The page that other people's programs are written from says what the code does.
@Suite struct OpenAPIPageTests {
    private let lines: [String]

    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Documentation/Reference/provider-api.yaml")

    init() throws {
        lines = try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }

    /// Each operation, such as `POST /v1/reports`, with the statuses it is said to answer.
    private var operations: [String: Set<Int>] {
        var operations: [String: Set<Int>] = [:]
        var path = ""
        var operation = ""
        for line in lines {
            if line.hasPrefix("  /") { path = String(line.dropFirst(2).dropLast()) }
            if line.hasPrefix("    get:") || line.hasPrefix("    post:") {
                operation = line.dropFirst(4).dropLast().uppercased() + " " + path
                operations[operation] = []
            }
            if line.hasPrefix("        \""), let code = Int(line.dropFirst(9).prefix(3)) {
                operations[operation, default: []].insert(code)
            }
        }
        return operations
    }

    /// The number behind a word such as `maxItems`, wherever it stands.
    private func numbers(_ word: String) -> Set<Int> {
        Set(
            lines.compactMap { line in
                line.firstRange(of: "\(word): ").flatMap { range in
                    Int(line[range.upperBound...].prefix { $0.isNumber })
                }
            })
    }

    @Test func `the page lists exactly the routes`() {
        let routes = ProviderAPI.routeDescriptions.filter { $0.access == "provider" }
        #expect(Set(operations.keys) == Set(routes.map { "\($0.method) \($0.path)" }))
    }

    @Test func `the page names the bounds that hold`() {
        let limits = IntakeLimits()
        #expect(numbers("maxItems") == [limits.addressesMax])
        #expect(numbers("minLength") == [limits.submissionKeyBytesMin])
        #expect(
            numbers("maxLength") == [limits.submissionKeyBytesMax, limits.addressBytesMax])
        let bytes = ProviderAPI.routeDescriptions.map(\.bodyBytesMax).max() ?? 0
        #expect(lines.contains { $0.contains("\(bytes) bytes") })
    }

    @Test func `every answer the code gives is on the page`() async throws {
        let rig = try await ProviderRig()
        let good = #"{"addresses":["https://a.test"]}"#
        let post = operations["POST /v1/reports"] ?? []
        let calls: [(String, String, String?)] = [
            (good, "application/json", nil), ("kittens", "application/json", nil),
            (good, "text/plain", nil), (good, "application/json", "nobody"),
            (#"{"addresses":["no address"]}"#, "application/json", nil),
            (String(repeating: " ", count: 300_000), "application/json", nil),
        ]
        var seen: Set<Int> = []
        for (body, type, token) in calls {
            let answer = try await rig.call(
                .post, "/v1/reports", body, token: token, type: type)
            seen.insert(answer.status)
        }
        #expect(seen == [201, 400, 415, 401, 422, 413])
        #expect(seen.isSubset(of: post))
        let get = operations["GET /v1/reports/{number}"] ?? []
        let missing = try await rig.call(.get, "/v1/reports/2026-999999")
        #expect(get.contains(missing.status) && get.contains(200) && get.contains(401))
        try await rig.database.close()
        let away = try await rig.call(.post, "/v1/reports", good)
        #expect(away.status == 503)
        #expect(post.contains(503) && get.contains(503))
    }

    @Test func `what the code answers is what the page's schemas say`() async throws {
        let rig = try await ProviderRig()
        let good = #"{"addresses":["https://a.test","https://b.test"]}"#
        let taken = try await rig.call(.post, "/v1/reports", good)
        let number = try #require(
            (taken.object["receipts"] as? [[String: Any]])?.first?["incidentNumber"] as? String)
        let long = String(repeating: "a", count: 2_001)
        let answers = [
            ("Receipts", taken), ("Receipt", try await rig.call(.get, "/v1/reports/\(number)")),
            ("Problem", try await rig.call(.get, "/v1/reports/2026-999999")),
            ("Problem", try await rig.call(.post, "/v1/reports", "kittens")),
            ("Problem", try await rig.call(.post, "/v1/reports", good, token: "nobody")),
            ("Problem", try await rig.call(.post, "/v1/reports", good, type: "text/plain")),
            ("Problem", try await rig.call(.post, "/v1/reports", good, key: "short")),
            (
                "Problem",
                try await rig.call(
                    .post, "/v1/reports", #"{"addresses":["http://a..test/","\#(long)"]}"#)
            ),
        ]
        #expect(answers.map(\.1.status) == [201, 200, 404, 400, 401, 415, 422, 422])
        let schemas = try PythonScript(
            "Tests/ProviderAPITests/check_answer.py", arguments: [Self.page.path])
        for (schema, answer) in answers {
            #expect(try Self.verdict(schemas, schema, answer.text) == "valid", "\(answer.text)")
        }
        // And what is not so is found.
        let problem = #"{"status":422,"code":"a.b","title":"a","problems":[{"code":"c",@}]}"#
        for (text, verdict) in [
            (#""reason":"address.bad-host""#, "valid"),
            (#""reason":"kittens""#, "problems/0/reason"), (#""reason":7"#, "problems/0/reason"),
            (#""cause":"address.bad-host""#, "problems/0"),
        ] {
            let changed = problem.replacing("@", with: text)
            #expect(try Self.verdict(schemas, "Problem", changed) == verdict)
        }
        #expect(try schemas.finish() == 0)
    }

    @Test func `an address that cannot be read is answered with the reason`() async throws {
        let rig = try await ProviderRig()
        let typed = [
            "http://a..test/", "https://a.test/", "http://a.test:0/", "http://intranet/",
            "ftp://a.test/", "no address",
        ]
        let body = try JSONSerialization.data(withJSONObject: ["addresses": typed])
        let answer = try await rig.call(
            .post, "/v1/reports", String(decoding: body, as: UTF8.self))
        let problems = try #require(answer.object["problems"] as? [[String: Any]])
        let reasons = problems.map { "\($0["index"] ?? "") \($0["reason"] ?? "")" }
        #expect(
            reasons == [
                "0 address.bad-host", "2 address.bad-port", "3 address.not-public-name",
                "4 address.unknown-scheme", "5 address.not-read",
            ])
    }

    @Test func `the page names every reason that there is`() throws {
        let named = lines.drop { !$0.contains("reason:") }.filter { $0.contains("- address.") }
        #expect(
            named.map { $0.trimmingPrefix { " -".contains($0) } }.map(String.init)
                == AddressRefusal.allCases.map(\.code))
    }

    private static func verdict(
        _ schemas: PythonScript, _ schema: String, _ body: String
    ) throws -> String? {
        let line = try JSONSerialization.data(withJSONObject: ["schema": schema, "body": body])
        try schemas.write(Array(line) + [UInt8(ascii: "\n")])
        return schemas.line()
    }
}
