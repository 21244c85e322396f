// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Composition
import Foundation
import JobQueue
import Logging
import NightlightCore
import ServiceLifecycle
import UnixSignals

/// The four applications of a demonstration, listening.
struct DemoServing: Sendable {
    let publicSite: URL
    let workbench: URL?
    /// What to tell people who want to look around.
    let addresses: [String]
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    static func start(
        _ installation: Installation, _ casework: CaseworkServices, _ workers: Workers
    ) async throws -> DemoServing {
        let announcements = Announcements()
        let logger = StructuredLogHandler.logger("demo", level: .error)
        let services = try Applications(
            installation: installation, casework: casework, workers: workers,
            parts: Set(Product.parts), announcements: announcements, logLevel: .error
        ).services()
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        let running = Task { try await group.run() }
        let listening = await announcements.all(services.count)
        guard let publicSite = listening.url(at: .publicAddress).flatMap(URL.init(string:)) else {
            await group.triggerGracefulShutdown()
            throw DemoError.notListening
        }
        return DemoServing(
            publicSite: publicSite,
            workbench: listening.url(at: .workbenchAddress).flatMap(URL.init(string:)),
            addresses: listening.map(\.line), group: group,
            running: running)
    }

    /// Works on at the machine's own pace until Control-C.
    func keep(advancing clock: HurriedTime, with workers: Workers, _ casework: CaseworkServices)
        async throws
    {
        let logger = StructuredLogHandler.logger("demo", level: .warning)
        let runner = try workers.runner(logger: logger)
        let sequencer = try casework.sequencer
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await running.value }
            group.addTask {
                // The hurried clock goes on as the machine's does.
                while true {
                    try await Task.sleep(for: .milliseconds(200))
                    clock.advance(by: .milliseconds(200))
                }
            }
            group.addTask { try await runner.run() }
            group.addTask {
                while true {
                    _ = try await sequencer.sequence()
                    try await Task.sleep(for: .seconds(1))
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    func stop() async {
        await group.triggerGracefulShutdown()
        _ = try? await running.value
    }
}
