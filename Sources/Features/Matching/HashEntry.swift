// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// One fingerprint on one list.
///
/// It is never deleted; a withdrawn one stays on record and does not match.
package struct HashEntry: Sendable, Hashable {
    package typealias ID = Identifier<HashEntry>

    package let id: ID
    package let listID: HashList.ID
    package let fingerprint: Fingerprint
    package let addedAt: Timestamp
    package let withdrawnAt: Timestamp?
    package let withdrawnReason: String?
}
