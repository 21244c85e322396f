// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Composition
import NightlightCore
import Storage

extension Doctor {
    /// Whether the audit log's checkpoints are published, and the log goes on from the newest.
    func checkpoints() async -> DoctorFinding {
        let subject = "Audit checkpoints"
        do {
            guard let folder = try settings.checkpointFolder() else {
                return DoctorFinding(
                    subject: subject, state: .attention,
                    remark: """
                        audit.checkpointFolder is not set: the log's end could be cut off unseen.
                        """)
            }
            let goesOn = try await DatabaseOpening(settings: settings).using { services in
                try await services.database.read { try folder.isContinued(in: $0) }
            }
            return goesOn
                ? DoctorFinding(
                    subject: subject, state: .good,
                    remark: "The log goes on from what was published.")
                : DoctorFinding(
                    subject: subject, state: .bad,
                    remark: """
                        The log does not go on from what was published. Keep the database as it \
                        is, and run: nightlight audit verify
                        """)
        } catch {
            return DoctorFinding(
                subject: subject, state: .attention,
                remark: """
                    Cannot be checked here [\((error as? any CodedError)?.code ?? "unexpected")].
                    """)
        }
    }
}
