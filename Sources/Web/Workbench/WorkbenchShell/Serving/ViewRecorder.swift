// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import Storage

/// Puts on record that somebody looked at something, before it is shown.
///
/// A page reads everything in one reading transaction, which sees one state of the database. That
/// it was read is written by itself then: nothing is shown that is not on record.
package struct ViewRecorder: Sendable {
    private let database: any Database
    private let audit: AuditTrail

    package init(database: any Database, audit: AuditTrail) {
        self.database = database
        self.audit = audit
    }

    package func record(_ event: AuditEvent) async throws {
        _ = try await database.write { [audit] in try audit.record(event, in: $0) }
    }
}
