// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import Foundation
import Logging
import NightlightCore
import Sealing
import ServiceLifecycle

extension Feature {
    /// What was done, and by whom, as a log that anybody's tools can verify.
    static let auditLog = Feature(
        module: "AuditLog",
        tables: ["audit_checkpoint", "audit_event", "audit_node"],
        doors: [
            TableGrant("audit_event", .insert),
            // Whether a token was revoked, and what was refused before.
            TableGrant(
                "audit_event", .selectOf(["kind", "subject", "facts"]), for: [.providerAPI]),
        ],
        settings: [.auditOrigin, .auditCheckpointFolder],
        work: { workers, logger in
            [AuditWork(sequencer: try workers.casework.sequencer, logger: logger)]
        })
}

extension CaseworkServices {
    package var sequencer: AuditSequencer {
        get throws {
            AuditSequencer(
                database: installation.database,
                signer: try CheckpointSigner(
                    origin: try installation.settings.required(.auditOrigin),
                    privateKey: keys.auditPrivateKey),
                folder: try installation.settings.checkpointFolder(), time: installation.time)
        }
    }
}

extension Settings {
    /// The verifier of this installation's log, from its public key.
    package func checkpointVerifier() throws -> CheckpointVerifier {
        try CheckpointVerifier(
            origin: try required(.auditOrigin),
            publicKey: try Installation.keyDirectory(of: self).loadPublicKeys().auditPublicKey)
    }
}

extension Settings {
    /// Where checkpoints are published; `nil` when nobody said.
    package func checkpointFolder() throws -> CheckpointFolder? {
        try path(.auditCheckpointFolder).map {
            CheckpointFolder(path: $0.path, verifier: try checkpointVerifier())
        }
    }
}

extension Setting {
    package static let auditCheckpointFolder = Setting(
        "audit.checkpointFolder",
        reason: """
            Where every signed state of the audit log is written, best on another machine; empty \
            writes none.
            """)
    static let auditOrigin = Setting(
        "audit.origin", default: "hotline.example.org/audit",
        reason: "The name of the audit log inside its signed checkpoints.")
}

/// Gives audit events their places and signs the log's new state, again and again.
private struct AuditWork: Service {
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
