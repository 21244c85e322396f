// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// What comparing fingerprints with the hash lists said about an incident.
package enum KnownMaterial: String, CaseIterable, Sendable, Codable {
    /// Nothing was compared yet, or nothing could be fetched.
    case unexamined
    /// Everything fetched was compared; nothing was on any list.
    case none
    /// Something is on a list that is not trusted enough to act on by itself.
    case listed
    /// Something is on a trusted list.
    case trusted

    /// The one of two that says more.
    package func orStronger(_ other: KnownMaterial) -> KnownMaterial {
        let order = Self.allCases
        let places = [self, other].compactMap(order.firstIndex(of:))
        return places.max().map { order[$0] } ?? self
    }
}

extension KnownMaterial: SQLConvertible {}
