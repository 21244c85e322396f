// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation
package import NightlightCore

/// The key of one record: everything of the record that identifies a person is sealed under it.
///
/// Each record has its own, stored only wrapped (`Sealer`). To erase a record beyond recovery,
/// backups of its sealed fields included, delete the wrapped key.
///
/// An envelope is one byte of version, 12 of nonce, the ciphertext, 16 of tag (AES-256-GCM).
/// Record, field and version are authenticated with it, so a value moved to another row does not
/// open.
package struct RecordKey: Sendable {
    // LIMIT: bytes of one sealed text. Forms accept far less; this keeps a defect from filling a
    // disk.
    package static let textBytesMax = 1_048_576

    private static let version: UInt8 = 1
    private static let overheadBytes = 1 + 12 + 16

    let key: SymmetricKey

    /// A new key from the system's source of randomness.
    package static func make() -> RecordKey { RecordKey(key: SymmetricKey(size: .bits256)) }

    package func seal(_ text: String, field: String, record: RecordID) throws -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.textBytesMax else { throw SealingError.tooLong }
        return try Self.seal(bytes, using: key, context: Self.context(field, record))
    }

    /// The text of an envelope that this key sealed for this field of this record.
    package func open(_ sealed: [UInt8], field: String, record: RecordID) throws -> String {
        let bytes = try Self.open(sealed, using: key, context: Self.context(field, record))
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SealingError.notAuthentic
        }
        return text
    }

    private static func context(_ field: String, _ record: RecordID) -> BindingContext {
        BindingContext("nightlight/field/v1", record.text, field)
    }

    static func seal(
        _ bytes: [UInt8], using key: SymmetricKey, context: BindingContext
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: context.bytes)
        return [version] + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    static func open(
        _ sealed: [UInt8], using key: SymmetricKey, context: BindingContext
    ) throws -> [UInt8] {
        guard let first = sealed.first else { throw SealingError.truncated }
        guard first == version else { throw SealingError.unknownVersion(first) }
        guard sealed.count >= overheadBytes else { throw SealingError.truncated }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return Array(try AES.GCM.open(box, using: key, authenticating: context.bytes))
        } catch {
            throw SealingError.notAuthentic
        }
    }
}

extension RecordKey: Concealed {}
