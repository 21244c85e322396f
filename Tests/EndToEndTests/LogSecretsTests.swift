// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// The log at its most talkative, searched for everything that nobody may read there.
struct LogSecretsTests {
    /// Fills in the form of a page that goes to a path, as a browser that keeps cookies would.
    private func submit(
        _ fields: [String: String], to path: String, on page: (text: String, url: URL),
        _ session: URLSession
    ) async throws -> (text: String, url: URL) {
        let form = try #require(
            page.text.matches(of: /<form[^>]*\saction="([^"]+)"[^>]*>/).first { $0.1 == path })
        let action = try #require(URL(string: path, relativeTo: page.url))
        var all = fields
        let hidden = page.text[form.range.upperBound...]
            .matches(of: /<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/)
        for input in hidden where all[String(input.1)] == nil {
            all[String(input.1)] = String(input.2)
        }
        var components = URLComponents()
        components.queryItems = all.map { URLQueryItem(name: $0.key, value: $0.value) }
        var request = URLRequest(url: action)
        request.httpMethod = "POST"
        request.setValue(
            "application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data((components.percentEncodedQuery ?? "").utf8)
        return try await load(request, session)
    }

    private func load(
        _ request: URLRequest, _ session: URLSession
    ) async throws -> (text: String, url: URL) {
        let (data, response) = try await session.data(for: request)
        let url = try #require(response.url)
        return (String(decoding: data, as: UTF8.self), url)
    }

    /// What a key file writes a key as: digits without a gap.
    private static func longWords(of text: String) -> [String] {
        let digits: Set<Character> = ["+", "/", "=", "-", "_"]
        let words = text.split { !$0.isLetter && !$0.isNumber && !digits.contains($0) }
        return words.map { String($0) }.filter { $0.count >= 40 }
    }

    @Test func `a log at trace holds no key, no password, no link and no word of a report`()
        async throws
    {
        let folder = URL(filePath: try ScratchFolder.path() + "/\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let log = folder.appending(path: "log")
        let served = try ServedInstallation(
            in: folder.appending(path: "data"), arguments: ["--set", "log.level=trace"],
            underShell: "exec 2>'\(log.path)'")
        // Somebody reports, and looks the receipt up.
        let reporter = DemoReporter(site: served.publicSite)
        let receipt = try #require(
            try await reporter.report(
                "https://cirrus.example.org/altocumulus",
                narrative: "Stratocumulus over the harbour."))
        _ = try #require(try await reporter.status(receipt))
        // The administrator sets a password by the one-time link, leaves and comes back.
        let session = URLSession(configuration: .ephemeral)
        let link = try #require(served.administratorLink)
        let password = "nimbostratus on tin 42"
        let welcome = try await load(URLRequest(url: link), session)
        let first = try await submit(
            ["password": password, "repeated": password], to: "/welcome", on: welcome, session)
        let signIn = try await submit([:], to: "/sign-out", on: first, session)
        let home = try await submit(
            ["name": "administrator", "password": password], to: "/sign-in", on: signIn,
            session)
        #expect(home.text.contains("administrator"))
        let cookies = session.configuration.httpCookieStorage?.cookies ?? []
        #expect(served.stop() == 0)

        let text = try String(contentsOf: log, encoding: .utf8)
        #expect(text.contains(#""level":"debug""#))
        var secrets = [
            receipt.secret, receipt.secret.filter { $0.isNumber || $0.isLetter }, password,
            link.lastPathComponent, "cirrus", "altocumulus", "Stratocumulus",
            "nimbostratus+on+tin+42", "nimbostratus%20on%20tin%2042",
        ]
        secrets += cookies.map(\.value)
        let keys = folder.appending(path: "data/keys")
        for name in try FileManager.default.contentsOfDirectory(atPath: keys.path) {
            let bytes = try Data(contentsOf: keys.appending(path: name))
            secrets.append(bytes.base64EncodedString())
            secrets += Self.longWords(of: String(decoding: bytes, as: UTF8.self))
        }
        #expect(secrets.count > 15)
        for secret in secrets where secret.count >= 6 {
            #expect(!text.contains(secret), "a secret of \(secret.count) characters is in the log")
        }
    }
}
