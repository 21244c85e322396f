// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import JobQueue
import Logging
import NightlightCore
import ServiceLifecycle

/// Works through the queue until the process stops; jobs under way are then given back.
struct JobWork: Service {
    let runner: JobRunner

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await runner.run() }
    }
}

/// Gives audit events their places and signs the log's new state, again and again.
struct AuditWork: Service {
    let sequencer: AuditSequencer
    let logger: Logger

    // LIMIT: how long an event waits for its place: short against any question about it, long
    // enough for many events to share a signature.
    private static let pause: Duration = .seconds(1)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sequence()
                try await Task.sleep(for: Self.pause)
            }
        }
        // What the last jobs recorded on their way out.
        await sequence()
    }

    private func sequence() async {
        do {
            _ = try await sequencer.sequence()
        } catch {
            let code = (error as? any CodedError)?.code ?? "audit.failed"
            logger.error("audit log not sequenced", metadata: ["code": "\(code)"])
        }
    }
}
