// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
package import NightlightCore

/// What of an event enters the Merkle tree: two hashes, one within the other, never the event.
///
/// The inner one is over what an event says: who did it, and the facts, behind a salt of 32 random
/// bytes that lives beside the event. When these and the salt are erased, the hash remains and
/// tells nothing. The outer one is over what stays: identifier, kind, subject and time, and the
/// inner hash. So what an erased event was about can still be checked.
package enum AuditCommitment {
    package static let byteCount = 32
    package static let saltBytes = 32

    /// The leaf's entry.
    package static func make(_ event: AuditEvent, id: AuditEvent.ID, salt: [UInt8]) -> [UInt8] {
        make(
            id: id, kind: event.kind, subject: event.subject, at: event.at,
            content: content(event, salt: salt))
    }

    /// In order: format name, identifier, kind, subject, microseconds since 1970 in decimal; then
    /// the inner hash.
    package static func make(
        id: AuditEvent.ID, kind: AuditKind, subject: AuditSubject, at: Timestamp,
        content: [UInt8]
    ) -> [UInt8] {
        let head = encode([
            "nightlight/audit-event/v2", id.text, kind.rawValue, subject.text,
            String(at.microsecondsSinceEpoch),
        ])
        return Array(SHA256.hash(data: head + content))
    }

    /// In order: the salt; format name, actor, number of facts in decimal, then key and value of
    /// each, ordered by key.
    package static func content(_ event: AuditEvent, salt: [UInt8]) -> [UInt8] {
        var texts = [
            "nightlight/audit-content/v2", event.actor.text, String(event.facts.count),
        ]
        for (key, value) in event.facts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            texts += [key.rawValue, value]
        }
        return Array(SHA256.hash(data: salt + encode(texts)))
    }

    static func newSalt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<saltBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Each text preceded by its length in four bytes.
    private static func encode(_ texts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for text in texts {
            let utf8 = Array(text.utf8)
            let count = UInt32(truncatingIfNeeded: utf8.count)
            for shift in [24, 16, 8, 0] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: count >> shift))
            }
            bytes += utf8
        }
        return bytes
    }
}
