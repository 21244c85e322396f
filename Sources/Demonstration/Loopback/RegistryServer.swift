// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// A registry on loopback that speaks RDAP as the regional registries do: networks inside networks,
/// contacts inside organisations, and their bad days.
package final class RegistryServer: Sendable {
    /// A registered IPv4 network of the demonstration's internet.
    package struct Network: Hashable, Sendable {
        /// In CIDR notation.
        package let range: String
        package let handle: String
        package let name: String
        package let organisation: String
        package let country: String
        /// `nil`: the registry has no abuse contact for it, as happens.
        package let abuseEmail: String?
        package let shape: Shape

        package init(
            range: String, handle: String, name: String, organisation: String,
            country: String = "CA", abuseEmail: String?, shape: Shape = .nestedAbuse
        ) {
            self.range = range
            self.handle = handle
            self.name = name
            self.organisation = organisation
            self.country = country
            self.abuseEmail = abuseEmail
            self.shape = shape
        }
    }

    /// How the answer is laid out.
    package enum Shape: Hashable, Sendable {
        /// The abuse contact inside the organisation's entity, as ARIN and RIPE do.
        case nestedAbuse
        /// The abuse contact beside the others, as APNIC does.
        case flatAbuse
        /// No abuse role; the mail address is the technical contact's.
        case technicalOnly
    }

    package struct Domain: Hashable, Sendable {
        package let name: String
        package let registrar: String
        package let abuseEmail: String?

        package init(name: String, registrar: String, abuseEmail: String?) {
            self.name = name
            self.registrar = registrar
            self.abuseEmail = abuseEmail
        }
    }

    /// An answer that stands before the records.
    package enum Override: Sendable {
        case status(Int)
        case tooManyRequests(retryAfter: String)
        case redirect(to: String)
        case raw([UInt8])
    }

    final class State: Sendable {
        struct Contents {
            var networks: [Network] = []
            var domains: [String: Domain] = [:]
            var overrides: [String: Override] = [:]
            var paths: [String] = []
        }

        let contents = Mutex(Contents())
    }

    private let state: State
    private let server: LoopbackServer

    private init(state: State, server: LoopbackServer) {
        self.state = state
        self.server = server
    }

    package static func start(port: Int = 0) async throws -> RegistryServer {
        let state = State()
        let server = try await LoopbackServer.start(port: port) { inbound, outbound in
            guard let request = try await LoopbackHTTP.request(from: inbound) else { return }
            try await outbound.write(Self.answer(request, state))
        }
        return RegistryServer(state: state, server: server)
    }

    package func stop() async { await server.stop() }

    package var port: Int { server.port }
    package var baseURL: String { "http://127.0.0.1:\(port)/rdap/" }

    package func add(_ network: Network) {
        state.contents.withLock { $0.networks.append(network) }
    }

    package func add(_ domain: Domain) {
        state.contents.withLock { $0.domains[domain.name] = domain }
    }

    /// Answers a path below the base, such as `ip/127.0.1.1`, so; `nil` as usual.
    package func override(_ path: String, _ answer: Override?) {
        state.contents.withLock { $0.overrides["/rdap/" + path] = answer }
    }

    /// Everything asked so far, in order.
    package var paths: [String] { state.contents.withLock(\.paths) }

    /// A bootstrap file in IANA's shape that sends everything asked about these entries here: for
    /// networks ranges such as `127.0.0.0/8`, for names their last labels.
    package func bootstrap(_ entries: [String]) -> [UInt8] {
        let list = entries.map { "\"\($0)\"" }.joined(separator: ", ")
        return Array(
            """
            {"version": "1.0", "publication": "2026-01-01T00:00:00Z", \
            "services": [[[\(list)], ["\(baseURL)"]]]}
            """.utf8)
    }
}
