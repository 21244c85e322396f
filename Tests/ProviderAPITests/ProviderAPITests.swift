// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Foundation
import HTTPTypes
import Intake
import NightlightCore
import Storage
import Testing
import WebSupport

@Suite struct ProviderAPITests {
    @Test func `addresses are taken, one receipt each, with exactly the four parts`() async throws {
        let rig = try await ProviderRig()
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
        let rig = try await ProviderRig()
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
        (#"{"addresses":["call 555 0100"]}"#, 422, "address.not-read"),
        (#"{"addresses":["https://a.test", "http://a/"]}"#, 422, "address.not-public-name"),
        (#"{"addresses":["ftp://a.test/"]}"#, 422, "address.unknown-scheme"),
        (String(repeating: " ", count: 300_000), 413, "web.body-too-large"),
    ])
    func `anything but addresses is refused with a stable code`(
        body: String, status: Int, code: String
    ) async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(.post, "/v1/reports", body)
        #expect(answer.status == status)
        #expect(answer.text.contains("\"\(code)\""))
        #expect(answer.headers[.contentType] == "application/problem+json")
        let count = try await rig.database.read { try $0.count("SELECT count(*) FROM report") }
        #expect(count == 0)
    }

    @Test(arguments: ["", "nope", "nl_0000"])
    func `without a token nothing answers`(token: String) async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(
            .post, "/v1/reports", #"{"addresses":["https://a.test"]}"#, token: token)
        #expect(answer.status == 401)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(answer.headers[.contentSecurityPolicy] != nil)
    }

    @Test func `another content type is refused`() async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(.post, "/v1/reports", "{}", type: "text/plain")
        #expect(answer.status == 415)
    }

    @Test(arguments: [
        #"{"addresses":[1]}"#, #"{"addresses":[null]}"#, #"{"addresses":[["a"]]}"#,
        #"{"addresses":{"0":"https://a.test"}}"#, #"{"addresses":null}"#, #"{}"#,
    ])
    func `addresses are a list of texts and nothing else`(body: String) async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(.post, "/v1/reports", body)
        #expect(answer.status == 400)
        #expect(answer.object["code"] as? String == "report.addresses-missing")
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `a body that is not UTF-8 is refused as a whole`() async throws {
        let rig = try await ProviderRig()
        let bytes = Array(#"{"addresses":["https://a.test/"#.utf8) + [0xff] + Array(#""]}"#.utf8)
        let answer = try await rig.call(.post, "/v1/reports", bytes: bytes)
        #expect(answer.status == 400)
        #expect(answer.object["code"] as? String == "web.not-utf8")
    }

    @Test func `the problem names which address, and the bound it broke`() async throws {
        let rig = try await ProviderRig()
        let long = "https://a.test/" + String(repeating: "a", count: 2_000)
        let answer = try await rig.call(
            .post, "/v1/reports", #"{"addresses":["https://a.test","\#(long)"]}"#)
        #expect(answer.status == 422)
        let problems = try #require(answer.object["problems"] as? [[String: Any]])
        #expect(problems.count == 1)
        #expect(problems[0]["index"] as? Int == 1)
        #expect(problems[0]["limit"] as? Int == 2_000)
        #expect(problems[0]["code"] as? String == "intake.addresses-too-long")
        // What was sent is not repeated: an error may end up in a log.
        #expect(!answer.text.contains("a.test"))
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `one address too many is refused, and none is kept`() async throws {
        let rig = try await ProviderRig()
        let limit = IntakeLimits().addressesMax
        let list = (0...limit).map { "\"https://a.test/\($0)\"" }.joined(separator: ",")
        let answer = try await rig.call(.post, "/v1/reports", "{\"addresses\":[\(list)]}")
        #expect(answer.status == 422)
        #expect(answer.text.contains("\"limit\":\(limit)"))
        #expect(try await rig.reportCount() == 0)
    }

    @Test(arguments: ["short", String(repeating: "k", count: 201)])
    func `a key outside its bounds is refused`(key: String) async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(
            .post, "/v1/reports", #"{"addresses":["https://a.test"]}"#, key: key)
        #expect(answer.status == 422)
        #expect(answer.text.contains("intake.submission-key-too-"))
        #expect(try await rig.reportCount() == 0)
    }

    @Test func `many calls at once with one key report once`() async throws {
        let rig = try await ProviderRig()
        let body = #"{"addresses":["https://kittens.example.org/a"]}"#
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await rig.call(.post, "/v1/reports", body, key: "0123456789abcdef").text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(try await rig.reportCount() == 1)
    }

    @Test func `a revoked token and a disabled provider are refused before a byte is read`()
        async throws
    {
        let rig = try await ProviderRig()
        let huge = String(repeating: " ", count: 300_000)
        let prefix = String(rig.token.split(separator: "_")[1])
        try await rig.providers.revokeToken(prefix: prefix, by: .system)
        #expect(try await rig.call(.post, "/v1/reports", huge).status == 401)
        let fresh = try await rig.providers.issueToken(for: rig.provider.id, by: .system)
        #expect(try await rig.call(.post, "/v1/reports", huge, token: fresh).status == 413)
        try await rig.providers.disable(rig.provider.id, by: .system)
        #expect(try await rig.call(.post, "/v1/reports", huge, token: fresh).status == 401)
    }

    @Test func `an unknown path is a problem too, with every header`() async throws {
        let rig = try await ProviderRig()
        let answer = try await rig.call(.get, "/v1/nothing")
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.object["requestID"] != nil)
        for (name, value) in ConfiningHeaders.all { #expect(answer.headers[name] == value) }
    }
}
