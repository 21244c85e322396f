// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import NightlightCore
import Storage

extension HashKind: SQLConvertible {}

/// The two columns of an entry that make its fingerprint.
enum FingerprintColumn: String, SQLColumn {
    case kind = "e.kind"
    case fingerprint = "e.fingerprint"
}

extension Fingerprint {
    static func read(_ row: inout NamedRow<FingerprintColumn>) throws -> Fingerprint {
        try read(kind: row.get(.kind), bytes: row.get(.fingerprint))
    }

    /// Puts together what two columns hold.
    static func read(kind: HashKind, bytes: [UInt8]) throws -> Fingerprint {
        guard let fingerprint = Fingerprint(kind: kind, bytes: bytes) else {
            throw StorageError.unexpectedValue(column: "fingerprint")
        }
        return fingerprint
    }
}
