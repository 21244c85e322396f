// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
import NightlightCore

/// The form of a record key under the casework key, as both halves must agree on it.
///
/// One byte of version, 8 of casework key identifier, 1120 of encapsulated key, 48 of ciphertext:
/// HPKE base mode (RFC 9180) with X-Wing, HKDF-SHA-256 and AES-256-GCM, one message for each
/// set-up.
enum WrappedKey {
    static let version: UInt8 = 1
    static let identifierBytes = 8
    static let encapsulatedBytes = 1_120
    static let ciphertextBytes = 32 + 16
    static let byteCount = 1 + identifierBytes + encapsulatedBytes + ciphertextBytes
    static let ciphersuite = HPKE.Ciphersuite.XWingMLKEM768X25519_SHA256_AES_GCM_256
    static let info = Data("nightlight/record-key/v1".utf8)

    /// The version and the key's identifier are in front of the ciphertext, so they are bound here.
    static func context(record: RecordID, keyIdentifier: [UInt8]) -> BindingContext {
        BindingContext(
            "nightlight/record-key/v1", record.text,
            keyIdentifier.map(String.init).joined(separator: ","))
    }
}
