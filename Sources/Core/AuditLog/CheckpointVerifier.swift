// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
import NightlightCore

/// Checks that a checkpoint is this log's and signed with its key.
package struct CheckpointVerifier: Sendable {
    package let origin: String
    private let key: Curve25519.Signing.PublicKey

    package init(origin: String, publicKey: [UInt8]) throws(AuditError) {
        guard SignedNote.isName(origin), publicKey.count == 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { throw .malformedKey }
        self.init(origin: origin, trusted: key)
    }

    init(origin: String, trusted key: Curve25519.Signing.PublicKey) {
        self.origin = origin
        self.key = key
    }

    /// The key as others configure it: name, identifier and key, joined by plus signs.
    package var verifierKey: String {
        let publicKey = Array(key.rawRepresentation)
        let keyID = SignedNote.keyID(name: origin, publicKey: publicKey)
        let encoded = Data([0x01] + publicKey).base64EncodedString()
        return "\(origin)+\(Hexadecimal.encode(keyID))+\(encoded)"
    }

    package func verify(_ note: String) throws(AuditError) -> Checkpoint {
        let checkpoint = try Checkpoint(unverified: note)
        guard checkpoint.origin == origin else { throw .otherLog }
        let parsed = try SignedNote.parse(note)
        let keyID = SignedNote.keyID(name: origin, publicKey: Array(key.rawRepresentation))
        // Signatures of other keys are witnesses' and none of our business.
        let ours = parsed.signatures.filter { $0.name == origin && $0.keyID == keyID }
        guard let signature = ours.first, ours.count == 1, signature.bytes.count == 64,
            key.isValidSignature(signature.bytes, for: Array(parsed.text.utf8))
        else { throw .signature }
        return checkpoint
    }
}
