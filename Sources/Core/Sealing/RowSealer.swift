// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
import NightlightCore

/// Vouches for rows that say who somebody is and what they may do.
///
/// Whoever can write the database, and has no key, could otherwise make a session, a role or a
/// token. A seal is one byte of version, four that name the key, and HMAC-SHA-256 over these and
/// the row. The key is derived from one of the installation's keys, for one purpose.
package struct RowSealer: Sendable {
    /// What a key vouches for.
    package enum Purpose: String, Sendable {
        /// People, their sessions and their links: held by the workbench and the command line.
        case staff
        /// Internet providers and their tokens: the provider API must be able to check them.
        case provider
    }

    /// What is wrong with a seal.
    package enum Flaw: String, Sendable {
        case missing
        /// Made with a key that is not this installation's: keys or database were exchanged.
        case otherKey = "other-key"
        /// The row was changed, or the seal belongs to another one.
        case wrong
    }

    private static let version: UInt8 = 1
    private static let identifierBytes = 4
    package static let byteCount = 1 + identifierBytes + SHA256.byteCount

    private let key: SymmetricKey
    private let identifier: [UInt8]

    package init(_ purpose: Purpose, derivedFrom key: [UInt8]) {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key),
            info: Array("nightlight/sealed-row/v1/\(purpose.rawValue)".utf8),
            outputByteCount: SHA256.byteCount)
        self.key = derived
        let name = HMAC<SHA256>.authenticationCode(
            for: Array("nightlight/sealed-row/v1/key".utf8), using: derived)
        identifier = Array(name.prefix(Self.identifierBytes))
    }

    package func seal(_ row: SealedRow) -> [UInt8] {
        head + Array(HMAC<SHA256>.authenticationCode(for: head + row.bytes, using: key))
    }

    /// `nil` when the row is as this installation wrote it.
    package func flaw(of row: SealedRow, sealed seal: [UInt8]) -> Flaw? {
        guard !seal.isEmpty else { return .missing }
        guard seal.count == Self.byteCount, seal.first == Self.version else { return .wrong }
        guard Array(seal[1..<head.count]) == identifier else { return .otherKey }
        let isRight = HMAC<SHA256>.isValidAuthenticationCode(
            seal.dropFirst(head.count), authenticating: head + row.bytes, using: key)
        return isRight ? nil : .wrong
    }

    /// Tells one row in one state from others, and tells nothing of what is in it.
    package func mark(of row: SealedRow, sealed seal: [UInt8]) -> [UInt8] {
        var context = BindingContext("nightlight/sealed-row/v1/mark")
        context.append(row.bytes)
        context.append(seal)
        return Array(HMAC<SHA256>.authenticationCode(for: context.bytes, using: key).prefix(8))
    }

    private var head: [UInt8] { [Self.version] + identifier }
}

extension RowSealer: Concealed {}
