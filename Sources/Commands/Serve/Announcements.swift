// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import ServiceLifecycle
import Synchronization

/// Where each application listens, as it learns it: with port 0 only the system knows.
final class Announcements: Sendable {
    private struct State {
        var expected: [SettingKey] = []
        var urls: [SettingKey: String] = [:]
    }

    private let state = Mutex(State())
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func expect(_ key: SettingKey) { state.withLock { $0.expected.append(key) } }

    func announce(_ key: SettingKey, url: String) {
        state.withLock { $0.urls[key] = url }
        continuation.yield()
    }

    /// Returns once `count` applications listen, with their addresses in the order they were
    /// expected.
    func all(_ count: Int) async -> [(key: SettingKey, url: String)] {
        for await _ in stream where state.withLock({ $0.urls.count }) >= count { break }
        return state.withLock { state in
            state.expected.compactMap { key in state.urls[key].map { (key, $0) } }
        }
    }

    /// The first application that never came to listen.
    func firstSilent() -> SettingKey? {
        state.withLock { state in state.expected.first { state.urls[$0] == nil } }
    }
}

/// Prints the addresses once everything listens, and then keeps still.
struct Announcer: Service {
    let announcements: Announcements
    let count: Int
    let format: OutputFormat
    /// Where people reach the workbench, when that is not where it listens.
    let workbenchBase: String?
    /// The one-time link of the first administrator, when nobody can sign in yet.
    let link: SignInLink?

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await announce() }
        // Stays until the group stops: a service that ends would end the others.
        try await gracefulShutdown()
    }

    private func announce() async throws {
        let listening = await announcements.all(count)
        guard listening.count == count else { return }
        let address = address(ofLinkAmong: listening)
        switch format {
        case .json:
            var members = Dictionary(
                uniqueKeysWithValues: listening.map { ($0.key.rawValue, $0.url) })
            members["administrator.link"] = address
            try Output.json(members)
        case .table:
            Output.line("Nightlight is running. Control-C stops it.")
            for (key, url) in listening { Output.line("  \(Self.label(key))  \(url)") }
            if let address, let link {
                Output.line("")
                Output.line("Nobody can sign in to the workbench yet. Set the administrator's")
                Output.line("password here, once, before \(link.expiresAt.rfc3339):")
                Output.line("  \(address)")
            }
        }
    }

    private func address(ofLinkAmong listening: [(key: SettingKey, url: String)]) -> String? {
        guard let link,
            let base = workbenchBase ?? listening.first(where: { $0.key == .workbenchAddress })?.url
        else { return nil }
        return base + (base.hasSuffix("/") ? "" : "/") + "welcome/" + link.token
    }

    static func label(_ key: SettingKey) -> String {
        switch key {
        case .publicAddress: "Public site       "
        case .providerAddress: "Provider API      "
        case .workbenchAddress: "Workbench         "
        default: "Health and metrics"
        }
    }
}
