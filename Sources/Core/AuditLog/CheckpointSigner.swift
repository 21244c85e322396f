// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Crypto
import Foundation

/// Signs checkpoints with the log's private key.
package struct CheckpointSigner: Sendable {
    package let origin: String
    private let key: Curve25519.Signing.PrivateKey

    /// A signer for the log of this name.
    ///
    /// The origin is a setting, such as `audit.hotline.example.org/log`; the key is an Ed25519 seed
    /// of 32 bytes. Neither may ever change for a log that has checkpoints.
    package init(origin: String, privateKey: [UInt8]) throws(AuditError) {
        guard SignedNote.isName(origin), privateKey.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
        else { throw .malformedKey }
        self.origin = origin
        self.key = key
    }

    package var verifier: CheckpointVerifier {
        CheckpointVerifier(origin: origin, trusted: key.publicKey)
    }

    package func sign(size: Int64, root: [UInt8]) throws -> Checkpoint {
        let text = Checkpoint.text(origin: origin, size: size, root: root)
        let signature = Array(try key.signature(for: Array(text.utf8)))
        let keyID = SignedNote.keyID(
            name: origin, publicKey: Array(key.publicKey.rawRepresentation))
        let note =
            text + "\n" + SignedNote.line(name: origin, keyID: keyID, signature: signature)
        return Checkpoint(origin: origin, size: size, root: root, note: note)
    }
}

extension CheckpointSigner: Concealed {}
