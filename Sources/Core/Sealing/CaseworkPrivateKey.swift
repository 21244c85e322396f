// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Crypto
import Foundation

/// The private half of the casework key pair: only workers and the Workbench ever hold it.
package struct CaseworkPrivateKey: Sendable {
    static let seedBytes = 32

    let key: XWingMLKEM768X25519.PrivateKey
    package let publicKey: CaseworkPublicKey

    /// A new key pair from the system's source of randomness.
    package static func make() throws -> CaseworkPrivateKey {
        try CaseworkPrivateKey(key: .generate())
    }

    package init(seed: [UInt8]) throws {
        guard seed.count == Self.seedBytes else { throw SealingError.malformedKey }
        try self.init(
            key: XWingMLKEM768X25519.PrivateKey(seedRepresentation: seed, publicKey: nil))
    }

    private init(key: XWingMLKEM768X25519.PrivateKey) throws {
        self.key = key
        publicKey = try CaseworkPublicKey(bytes: Array(key.publicKey.rawRepresentation))
    }

    var seed: [UInt8] { Array(key.seedRepresentation) }
}

extension CaseworkPrivateKey: Concealed {}
