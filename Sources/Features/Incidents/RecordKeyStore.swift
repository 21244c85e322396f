// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// The rows of `record_key`: each record's own key, wrapped for casework.
///
/// Deleting one is erasure.
package struct RecordKeyStore: Sendable {
    package init() {}

    package func insert(
        _ wrapped: [UInt8], for recordID: RecordID, in transaction: any SQLTransaction
    ) throws {
        try transaction.execute(
            "INSERT INTO record_key (record_id, wrapped) VALUES (\(recordID), \(wrapped))")
    }

    /// `nil` when the record was erased.
    package func wrapped(
        for recordID: RecordID, in transaction: any SQLTransaction
    ) throws -> [UInt8]? {
        try transaction.value("SELECT wrapped FROM record_key WHERE record_id = \(recordID)")
    }

    /// Whether no record has a key: nothing sealed can be read any more, or none ever was.
    package func isEmpty(in transaction: any SQLTransaction) throws -> Bool {
        try transaction.value("SELECT record_id FROM record_key LIMIT 1", as: String.self) == nil
    }

    package func delete(_ recordID: RecordID, in transaction: any SQLTransaction) throws {
        try transaction.execute("DELETE FROM record_key WHERE record_id = \(recordID)")
    }
}
