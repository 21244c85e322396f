// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

/// What of an event enters the Merkle tree: a salted hash, never the event.
///
/// The salt is 32 random bytes that live beside the event. Whoever has both can check the leaf;
/// when the event and its salt are erased, the leaf remains and tells nothing.
package enum AuditCommitment {
    package static let byteCount = 32
    package static let saltBytes = 32

    package static func make(_ event: AuditEvent, id: AuditEvent.ID, salt: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: salt + encode(event, id: id)))
    }

    static func newSalt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<saltBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The canonical encoding: each text preceded by its length in four bytes, facts ordered by
    /// key.
    ///
    /// In order: format name, identifier, kind, actor, subject, microseconds since 1970 in decimal,
    /// number of facts in decimal, then key and value of each.
    package static func encode(_ event: AuditEvent, id: AuditEvent.ID) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ text: String) {
            let utf8 = Array(text.utf8)
            let count = UInt32(truncatingIfNeeded: utf8.count)
            for shift in [24, 16, 8, 0] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: count >> shift))
            }
            bytes += utf8
        }
        append("nightlight/audit-event/v1")
        append(id.text)
        append(event.kind.rawValue)
        append(event.actor.text)
        append(event.subject.text)
        append(String(event.at.microsecondsSinceEpoch))
        append(String(event.facts.count))
        for (key, value) in event.facts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            append(key.rawValue)
            append(value)
        }
        return bytes
    }
}
