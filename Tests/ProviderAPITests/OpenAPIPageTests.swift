// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Intake
import ProviderAPI
import Storage
import Testing
import WebSupport

/// The page that other people's programs are written from says what the code does.
@Suite struct OpenAPIPageTests {
    private let lines: [String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        lines = try String(
            contentsOf: root.appending(path: "Documentation/Reference/provider-api.yaml"),
            encoding: .utf8
        ).split(separator: "\n").map(String.init)
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

    @Test func `receipts and problems have the parts the page requires`() async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(
            .post, "/v1/reports", #"{"addresses":["https://a.test"]}"#)
        let receipt = try #require((answer.object["receipts"] as? [[String: Any]])?.first)
        let parts = receipt.keys.sorted()
        let required = parts.sorted().allSatisfy { part in
            lines.contains { $0.contains("required: [incidentNumber") && $0.contains(part) }
        }
        #expect(required && parts.count == 4)
        let problem = try await rig.call(.post, "/v1/reports", "kittens").object
        #expect(["status", "code", "title"].allSatisfy { problem[$0] != nil })
        #expect(lines.contains { $0.contains("required: [status, code, title]") })
    }
}
