// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Sealing
package import Storage

/// Reads what was sealed: for workers and the workbench, which alone hold the private key.
package struct RecordReader: Sendable {
    private let opener: Opener
    private let keys = RecordKeyStore()

    package init(opener: Opener) { self.opener = opener }

    /// The key of a record, to open or to seal more under it.
    /// - Throws: `IncidentError.erased` when it was destroyed.
    package func key(
        for recordID: RecordID, in transaction: any SQLTransaction
    ) throws -> RecordKey {
        guard let wrapped = try keys.wrapped(for: recordID, in: transaction) else {
            throw IncidentError.erased
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
}
