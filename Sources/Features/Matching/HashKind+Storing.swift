// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage

extension HashKind: SQLConvertible {}

extension Fingerprint {
    /// Reads what two columns hold.
    static func read(_ row: SQLRow, kind: Int, bytes: Int) throws -> Fingerprint {
        guard
            let fingerprint = Fingerprint(kind: try row.get(kind), bytes: try row.get(bytes))
        else { throw StorageError.unexpectedValue(column: bytes) }
        return fingerprint
    }
}
