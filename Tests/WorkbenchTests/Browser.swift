// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import WebTesting

/// Keeps cookies and the last page's form token, as a browser without JavaScript does.
final class Browser: Sendable {
    private struct State {
        var cookies: [String: String] = [:]
        var token = ""
    }

    private let client: TestClient
    private let state = Mutex(State())

    init(client: TestClient) { self.client = client }

    func get(_ path: String) async throws -> Page { try await send(.get, path, nil) }

    /// As a page asks for itself, without anybody's doing.
    func refresh(_ path: String) async throws -> Page {
        try await send(.get, path, nil, isRefresh: true)
    }

    /// - Parameter site: what the browser says about where the form came from.
    func post(
        _ path: String, _ fields: [(String, String)] = [], token: String? = nil,
        site: String? = nil
    ) async throws -> Page {
        let token = token ?? state.withLock(\.token)
        let body = (fields + [("token", token)]).map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }.joined(separator: "&")
        return try await send(.post, path, body, site: site)
    }

    var token: String { state.withLock(\.token) }

    func cookie(_ name: String) -> String? { state.withLock { $0.cookies[name] } }

    func plant(_ name: String, _ value: String) { state.withLock { $0.cookies[name] = value } }

    func clearCookies() { state.withLock { $0.cookies = [:] } }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String?, site: String? = nil,
        isRefresh: Bool = false
    ) async throws -> Page {
        var headers: HTTPFields = [:]
        if isRefresh, let name = HTTPField.Name("Nightlight-Refresh") { headers[name] = "1" }
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
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
        if let place = text.firstMatch(of: /\{[A-Za-z]+\}/) {
            Issue.record("a place of a text was left empty: \(place.0)")
        }
    }

    var location: String? { headers[.location] }

    func between(_ start: String, _ end: String) -> String {
        guard let from = text.range(of: start),
            let to = text.range(of: end, range: from.upperBound..<text.endIndex)
        else { return "" }
        return String(text[from.upperBound..<to.lowerBound])
    }
}
