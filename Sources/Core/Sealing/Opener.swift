// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
package import NightlightCore

/// Unwraps record keys: what workers and the Workbench hold, and no public-facing application.
package struct Opener: Sendable {
    private let privateKey: CaseworkPrivateKey

    package init(privateKey: CaseworkPrivateKey) { self.privateKey = privateKey }

    /// The key of a record that was wrapped for this casework key and this record.
    package func unwrap(_ wrapped: [UInt8], record: RecordID) throws -> RecordKey {
        guard let version = wrapped.first else { throw SealingError.truncated }
        guard version == WrappedKey.version else { throw SealingError.unknownVersion(version) }
        guard wrapped.count == WrappedKey.byteCount else { throw SealingError.truncated }
        let identifier = Array(wrapped[1..<(1 + WrappedKey.identifierBytes)])
        guard identifier == privateKey.publicKey.identifier else { throw SealingError.otherKey }
        let rest = wrapped.dropFirst(1 + WrappedKey.identifierBytes)
        let context = WrappedKey.context(record: record, keyIdentifier: identifier)
        do {
            var recipient = try HPKE.Recipient(
                privateKey: privateKey.key, ciphersuite: WrappedKey.ciphersuite,
                info: WrappedKey.info,
                encapsulatedKey: Data(rest.prefix(WrappedKey.encapsulatedBytes)))
            let key = try recipient.open(
                Data(rest.dropFirst(WrappedKey.encapsulatedBytes)), authenticating: context.bytes)
            guard key.count == 32 else { throw SealingError.notAuthentic }
            return RecordKey(key: SymmetricKey(data: key))
        } catch {
            throw SealingError.notAuthentic
        }
    }
}

extension Opener: Concealed {}
