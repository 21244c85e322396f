// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import JobQueue
package import Logging
import MediaDecoding
package import ServiceLifecycle
import UnixSignals

/// One process of an installation: the applications that listen, and the workers.
package struct ServedProcess: Sendable {
    package let applications: [any Service]
    package let announcements = Announcements()
    /// The one-time link of the first administrator, when nobody can sign in to the workbench yet.
    package let link: SignInLink?
    private let decoders: DecoderPool?
    private let work: [any Service]
    private let logger: Logger

    package init(
        _ installation: Installation, parts: Set<ServePart>, logger: Logger
    ) async throws {
        let needsCasework = parts.contains(where: \.needsCasework)
        if needsCasework {
            for feature in Product.features { try await feature.prepare(installation) }
        }
        let casework = needsCasework ? try await CaseworkServices.open(installation) : nil
        let workers = parts.contains(.worker) ? try casework.map { try Workers($0) } : nil
        applications = try Applications(
            installation: installation, casework: casework, workers: workers, parts: parts,
            announcements: announcements, logLevel: logger.logLevel
        ).services()
        let hasWorkbench = Product.applications.contains { application in
            application.address == .workbenchAddress
                && application.part.map(parts.contains) ?? false
        }
        link =
            if hasWorkbench, let casework {
                try await FirstAdministrator(accounts: casework.accounts).link()
            } else {
                nil
            }
        work = try workers.map { try Self.work($0, logger) } ?? []
        decoders = workers?.decoders
        self.logger = logger
    }

    private static func work(_ workers: Workers, _ logger: Logger) throws -> [any Service] {
        let besides = try Product.features.flatMap { try $0.work(workers, logger) }
        // The last is stopped first: the others see what the last jobs did.
        return besides + [JobWork(runner: try workers.runner(logger: logger))]
    }

    /// Runs until the process is told to stop.
    ///
    /// - Parameter announcer: tells people where the applications listen.
    package func run(with announcer: any Service) async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: applications + [announcer] + work,
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            await decoders?.shutdown()
            throw announcements.firstSilent().map(InstallationError.cannotListen) ?? error
        }
        await decoders?.shutdown()
    }
}

/// Works through the queue until the process stops; jobs under way are then given back.
private struct JobWork: Service {
    let runner: JobRunner

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await runner.run() }
    }
}
