// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Everything PublicSite and ProviderAPI may hold: they write what they cannot read back.
package struct PublicKeys: Sendable {
    package let casework: CaseworkPublicKey
    /// The 32 bytes of the Ed25519 key that verifies the audit log's checkpoints.
    package let auditPublicKey: [UInt8]
    package let receiptPepper: [UInt8]
    /// Authenticates what the public site hands to browsers.
    package let formKey: [UInt8]

    package var sealer: Sealer { Sealer(publicKey: casework) }
    /// Vouches for internet providers and their tokens.
    package var providerSealer: RowSealer { RowSealer(.provider, derivedFrom: formKey) }
}

extension PublicKeys: Concealed {}
