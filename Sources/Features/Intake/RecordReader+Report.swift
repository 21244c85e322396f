// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Sealing
import NightlightCore
package import Incidents
package import Storage

extension RecordReader {
    /// `nil` when nothing was said.
    package func narrative(
        of report: Report, in transaction: any SQLTransaction
    ) throws -> String? {
        try open(report.sealedNarrative, .narrative, of: report, in: transaction)
    }

    /// `nil` when the reporter stayed anonymous.
    package func contact(
        of report: Report, in transaction: any SQLTransaction
    ) throws -> String? {
        try open(report.sealedContact, .contact, of: report, in: transaction)
    }

    private func open(
        _ sealed: [UInt8]?, _ field: Report.SealedField, of report: Report,
        in transaction: any SQLTransaction
    ) throws -> String? {
        guard let sealed else { return nil }
        return try key(for: RecordID(of: report.id), in: transaction).open(
            sealed, field: field.rawValue, record: RecordID(of: report.id))
    }
}
