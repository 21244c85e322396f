// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
import FoundationNetworking

/// Somebody who reports an address through the public pages, as a browser without scripts would.
package struct DemoReporter: Sendable {
    package let site: URL
    /// `en` or `fr`.
    package let language: String

    package struct Receipt: Hashable, Sendable {
        package let number: String
        package let secret: String
    }

    package init(site: URL, language: String = "en") {
        self.site = site
        self.language = language
    }

    /// Goes through every page of the form; `nil` when the site went away, or refused, on the way.
    package func report(
        _ addresses: String, narrative: String = "A kitten in the snow.", concern: String? = nil
    ) async throws -> Receipt? {
        guard var page = try await get("\(language)/report"),
            let concern = concern ?? firstChoice(in: page)
        else { return nil }
        let answers: [[String: String]] = [
            ["concern": concern, "go": "next"], ["addresses": addresses, "go": "next"],
            ["narrative": narrative, "contact": "", "go": "next"], ["go": "send"],
        ]
        for answer in answers {
            guard let next = try await post(page, answer) else { return nil }
            page = next
        }
        return receipt(on: page)
    }

    /// The page that says what became of a report.
    package func status(_ receipt: Receipt) async throws -> String? {
        guard let page = try await get("\(language)/status") else { return nil }
        return try await post(page, ["number": receipt.number, "secret": receipt.secret])
    }

    package func get(_ path: String) async throws -> String? {
        try await load(URLRequest(url: site.appending(path: path)))
    }

    private func post(_ page: String, _ answers: [String: String]) async throws -> String? {
        guard let action = page.firstMatch(of: /<form[^>]*\saction="([^"]+)"/)?.1,
            let url = URL(string: String(action), relativeTo: site)
        else { return nil }
        var fields = answers
        for hidden in page.matches(of: /<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/)
        {
            fields[String(hidden.1)] = String(hidden.2)
        }
        var request = URLRequest(url: url)
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
        guard let number = page.firstMatch(of: /id="receipt-number"[^>]*>\s*([0-9 ]+?)\s*</)?.1,
            let secret = page.firstMatch(of: /id="receipt-secret"[^>]*>\s*([0-9 ]+?)\s*</)?.1
        else { return nil }
        return Receipt(number: String(number), secret: String(secret))
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
