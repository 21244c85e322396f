// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation

/// The public half of the casework key pair (X-Wing: ML-KEM-768 with X25519): it wraps, and no
/// more.
package struct CaseworkPublicKey: Sendable, Hashable {
    static let byteCount = 1_216

    let bytes: [UInt8]

    package init(bytes: [UInt8]) throws {
        guard bytes.count == Self.byteCount,
            (try? XWingMLKEM768X25519.PublicKey(rawRepresentation: bytes)) != nil
        else { throw SealingError.malformedKey }
        self.bytes = bytes
    }

    /// Eight bytes that tell one casework key from another; they stand in every wrapped key.
    var identifier: [UInt8] {
        Array(SHA256.hash(data: Array("nightlight/casework-key/v1".utf8) + bytes).prefix(8))
    }

    func key() throws -> XWingMLKEM768X25519.PublicKey {
        try XWingMLKEM768X25519.PublicKey(rawRepresentation: bytes)
    }
}
