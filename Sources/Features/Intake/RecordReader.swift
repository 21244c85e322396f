// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Sealing
package import Storage

/// Reads what was sealed: for workers and the workbench, which alone hold the private key.
package struct RecordReader: Sendable {
    private let opener: Opener
    private let keys = RecordKeyStore()

    package init(opener: Opener) { self.opener = opener }

    /// The key of a record, to open or to seal more under it.
    /// - Throws: `IntakeError.erased` when it was destroyed.
    package func key(
        for recordID: String, in transaction: any SQLTransaction
    ) throws -> RecordKey {
        guard let wrapped = try keys.wrapped(for: recordID, in: transaction) else {
            throw IntakeError.erased
        }
        return try opener.unwrap(wrapped, record: recordID)
    }

    package func address(of locator: Locator, key: RecordKey) throws -> String {
        try key.open(
            locator.sealedAddress, field: Locator.sealedField(locator.id),
            record: locator.recordID)
    }

    package func address(
        of locator: Locator, in transaction: any SQLTransaction
    ) throws -> String {
        try address(of: locator, key: key(for: locator.recordID, in: transaction))
    }

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
        return try key(for: report.id.text, in: transaction).open(
            sealed, field: field.rawValue, record: report.id.text)
    }
}
