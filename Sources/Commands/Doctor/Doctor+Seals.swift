// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Composition
import NightlightCore
import Sealing
import Storage

extension Doctor {
    /// Whether somebody without the keys wrote to the tables that say who may come in.
    func seals() async -> DoctorFinding {
        let subject = "Seals"
        let directory = Installation.keyDirectory(of: settings)
        guard directory.isPresent() else {
            return DoctorFinding(
                subject: subject, state: .attention,
                remark: "There are no keys yet; `nightlight serve` makes them.")
        }
        do {
            let inspection = SealInspection(
                staff: try await settings.staffSealer(),
                provider: try directory.loadPublicKeys().providerSealer)
            let refused = try await DatabaseOpening(settings: settings).using { services in
                try await inspection.refused(in: services.database)
            }
            return refused.isEmpty
                ? DoctorFinding(
                    subject: subject, state: .good,
                    remark: "Every account, session, link and token is as it was written.")
                : DoctorFinding(subject: subject, state: .bad, remark: Self.remark(on: refused))
        } catch {
            return DoctorFinding(
                subject: subject, state: .attention,
                remark: """
                    Cannot be checked here [\((error as? any CodedError)?.code ?? "unexpected")]. \
                    Run this where the private keys and the database are.
                    """)
        }
    }

    private static func remark(on refused: [SealedTable: Int]) -> String {
        let counts = refused.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) in \($0.key.rawValue)" }.joined(separator: ", ")
        return """
            Rows that this installation did not write as they stand there: \(counts). They \
            count as absent. Somebody wrote to the database, or keys and database are of two \
            installations. See Documentation/Operating/keys.md.
            """
    }
}
