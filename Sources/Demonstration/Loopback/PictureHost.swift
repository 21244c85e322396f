// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// A small web host on loopback: pages, pictures, several virtual hosts, and every way a hostile
/// server can answer.
///
/// It can do what an obliging provider does (`takeDown`), and remembers what it was asked.
package final class PictureHost: Sendable {
    private struct Site: Sendable {
        /// Answers by virtual host, then path; the host `*` stands for all.
        var answers: [String: [String: Answer]] = [:]
        var requests: [LoopbackHTTP.Request] = []
    }

    // LIMIT: requests remembered; a demonstration makes some hundred.
    private static let requestsMax = 10_000

    private let site: SiteState
    private let server: LoopbackServer

    /// Shared with the connections, which must not keep the host alive.
    private final class SiteState: Sendable {
        let site = Mutex(Site())
    }

    private init(site: SiteState, server: LoopbackServer) {
        self.site = site
        self.server = server
    }

    package static func start(
        address: String = "127.0.0.1", port: Int = 0
    ) async throws -> PictureHost {
        let state = SiteState()
        let server = try await LoopbackServer.start(address: address, port: port) {
            inbound, outbound in
            guard let request = try await LoopbackHTTP.request(from: inbound) else { return }
            let answer = state.site.withLock { site -> Answer in
                if site.requests.count < Self.requestsMax { site.requests.append(request) }
                return site.answers[request.host]?[request.path]
                    ?? site.answers["*"]?[request.path] ?? .status(404)
            }
            try await answer.send(for: request, to: outbound)
        }
        return PictureHost(site: state, server: server)
    }

    package func stop() async { await server.stop() }

    package var address: String { server.address }
    package var port: Int { server.port }

    /// `http://HOST:PORT/PATH`; the host defaults to the address itself.
    package func url(_ path: String, host: String? = nil) -> String {
        let address = server.address.contains(":") ? "[\(server.address)]" : server.address
        return "http://\(host ?? address):\(port)\(path)"
    }

    /// Serves bytes at a path; `host` is the virtual host, or `*` for all of them.
    package func put(_ path: String, _ bytes: [UInt8], type: String, host: String = "*") {
        set(path, .content(bytes, type: type), host: host)
    }

    /// A page with pictures and links, as a gallery or a forum has.
    package func putPage(
        _ path: String, title: String, pictures: [String], links: [String] = [], host: String = "*"
    ) {
        var html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>\(title)"
        html += "</title></head><body><h1>\(title)</h1>"
        for picture in pictures { html += "<p><img src=\"\(picture)\" alt=\"\"></p>" }
        for link in links { html += "<p><a href=\"\(link)\">\(link)</a></p>" }
        html += "</body></html>"
        put(path, Array(html.utf8), type: "text/html; charset=utf-8", host: host)
    }

    package func set(_ path: String, _ answer: Answer, host: String = "*") {
        site.site.withLock { $0.answers[host, default: [:]][path] = answer }
    }

    /// From now on the path is answered with `status`, on every virtual host that had it.
    package func takeDown(_ path: String, status: Int = 404) {
        site.site.withLock { site in
            for host in site.answers.keys where site.answers[host]?[path] != nil {
                site.answers[host]?[path] = .status(status)
            }
        }
    }

    /// Everything asked so far, in order.
    package var requests: [LoopbackHTTP.Request] { site.site.withLock(\.requests) }
}
