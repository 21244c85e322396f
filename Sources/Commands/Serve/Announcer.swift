// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Composition
import NightlightCore
import ServiceLifecycle

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
                uniqueKeysWithValues: listening.map { ($0.application.address.key, $0.url) })
            members["administrator.link"] = address
            try Output.json(members)
        case .table:
            Output.line("Nightlight is running. Control-C stops it.")
            for line in listening.map(\.line) { Output.line("  \(line)") }
            if let address, let link {
                Output.line("")
                Output.line("Nobody can sign in to the workbench yet. Set the administrator's")
                Output.line("password here, once, before \(link.expiresAt.rfc3339):")
                Output.line("  \(address)")
            }
        }
    }

    private func address(ofLinkAmong listening: [Announcement]) -> String? {
        guard let link, let base = workbenchBase ?? listening.url(at: .workbenchAddress) else {
            return nil
        }
        return base + (base.hasSuffix("/") ? "" : "/") + "welcome/" + link.token
    }
}

extension Announcement {
    // Characters of the longest name, "Health and metrics", so that addresses stand below each
    // other.
    private static let nameWidth = 18

    /// The application and its address.
    var line: String {
        let gap = String(repeating: " ", count: max(0, Self.nameWidth - application.name.count))
        return "\(application.name)\(gap)  \(url)"
    }
}

extension [Announcement] {
    /// Where the application listens that has this setting.
    func url(at setting: Setting) -> String? {
        first { $0.application.address == setting }?.url
    }
}
