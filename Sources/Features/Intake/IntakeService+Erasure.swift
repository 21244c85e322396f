// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import AuditLog
package import NightlightCore
import Storage

extension IntakeService {
    /// Destroys the key of a report: its rows stay, what was sealed in them can never be read
    /// again.
    ///
    /// Doing it twice changes nothing.
    /// `account`: who ordered it; `nil` for the platform's own retention rules.
    /// - Throws: `IntakeError.reportUnknown`.
    package func eraseReport(_ id: Report.ID, account: AccountID?) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard try self.reports.find(id, in: transaction) != nil else {
                throw IntakeError.reportUnknown
            }
            guard try self.reports.markErased(id, at: now, in: transaction) else { return }
            try self.keys.delete(RecordID(of: id), in: transaction)
            try self.locators.forgetDigests(of: RecordID(of: id), in: transaction)
            for incident in try self.incidents.list(of: id, in: transaction) {
                try self.timeline.append(
                    IncidentEvent(
                        incidentID: incident.id, kind: .erased, at: now, account: account),
                    in: transaction)
            }
            _ = try self.audit.record(
                AuditEvent(
                    kind: .reportErased, actor: account.map { .account($0) } ?? .system,
                    subject: .report(id), facts: [:], at: now),
                in: transaction)
        }
    }
}
