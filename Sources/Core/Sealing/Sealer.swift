// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
package import NightlightCore

/// Wraps record keys so that only casework can read them: all that public-facing applications hold.
///
/// Whoever steals this value, with the whole database, reads nothing that was reported.
package struct Sealer: Sendable {
    private let publicKey: CaseworkPublicKey

    package init(publicKey: CaseworkPublicKey) { self.publicKey = publicKey }

    /// The key of a record, readable by the holder of the casework private key only.
    package func wrap(_ key: RecordKey, record: RecordID) throws -> [UInt8] {
        let identifier = publicKey.identifier
        let context = WrappedKey.context(record: record, keyIdentifier: identifier)
        var sender = try HPKE.Sender(
            recipientKey: publicKey.key(), ciphersuite: WrappedKey.ciphersuite,
            info: WrappedKey.info)
        // SAFETY: the bytes are copied before the pointer goes out of scope.
        let message = unsafe key.key.withUnsafeBytes { unsafe Data($0) }
        let ciphertext = try sender.seal(message, authenticating: context.bytes)
        return [WrappedKey.version] + identifier + Array(sender.encapsulatedKey)
            + Array(ciphertext)
    }
}
