// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import FoundationNetworking
import Testing

/// Somebody who reports an address through the public pages, as a browser without scripts would.
struct Reporter {
    let site: URL

    struct Receipt: Hashable {
        let number: String
        let secret: String
    }

    /// Goes through every page of the form; `nil` when the site went away on the way.
    func report(_ address: String, narrative: String = "A kitten in the snow.") async throws
        -> Receipt?
    {
        guard var page = try await get("en/report") else { return nil }
        let answers: [[String: String]] = [
            ["concern": try #require(firstChoice(in: page)), "go": "next"],
            ["addresses": address, "go": "next"],
            ["narrative": narrative, "contact": "", "go": "next"],
            ["go": "send"],
        ]
        for answer in answers {
            guard let next = try await post(page, answer) else { return nil }
            page = next
        }
        return receipt(on: page)
    }

    /// The page that says what became of a report.
    func status(_ receipt: Receipt) async throws -> String? {
        guard let page = try await get("en/status") else { return nil }
        return try await post(page, ["number": receipt.number, "secret": receipt.secret])
    }

    func get(_ path: String) async throws -> String? {
        try await load(URLRequest(url: site.appending(path: path)))
    }

    private func post(_ page: String, _ answers: [String: String]) async throws -> String? {
        let action = try #require(page.firstMatch(of: /<form[^>]* action="([^"]+)"/)?.1)
        var fields = answers
        for hidden in page.matches(of: /<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/) {
            fields[String(hidden.1)] = String(hidden.2)
        }
        var request = URLRequest(url: try #require(URL(string: String(action), relativeTo: site)))
        request.httpMethod = "POST"
        request.setValue(
            "application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(
            fields.map { "\(Self.escaped($0.key))=\(Self.escaped($0.value))" }
                .joined(separator: "&").utf8)
        return try await load(request)
    }

    private func load(_ request: URLRequest) async throws -> String? {
        guard let (data, response) = try? await URLSession.shared.data(for: request),
            (response as? HTTPURLResponse)?.statusCode == 200
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private func firstChoice(in page: String) -> String? {
        page.firstMatch(of: /name="concern"\s+id="[^"]*"\s+value="([^"]+)"/).map { String($0.1) }
    }

    private func receipt(on page: String) -> Receipt? {
        guard let number = page.firstMatch(of: /id="receipt-number"[^>]*>([0-9 ]+)</)?.1,
            let secret = page.firstMatch(of: /id="receipt-secret"[^>]*>([0-9 ]+)</)?.1
        else { return nil }
        return Receipt(number: String(number), secret: String(secret))
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
