// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Everything workers and the Workbench hold.
package struct CaseworkKeys: Sendable {
    package let casework: CaseworkPrivateKey
    /// The 32 bytes of the Ed25519 seed that signs the audit log's checkpoints.
    package let auditPrivateKey: [UInt8]
    package let indexKey: [UInt8]
    package let sessionKey: [UInt8]
    package let publicKeys: PublicKeys

    package var sealer: Sealer { publicKeys.sealer }
    package var opener: Opener { Opener(privateKey: casework) }
    /// Vouches for accounts, sessions and links.
    package var staffSealer: RowSealer { RowSealer(.staff, derivedFrom: sessionKey) }
    package var blindIndex: BlindIndex { BlindIndex(key: indexKey) }
}

extension CaseworkKeys: Concealed {}
