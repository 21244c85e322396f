// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// Why an entry is held back in quarantine until a person has looked at it.
package enum HoldCause: String, CaseIterable, Sendable, SQLConvertible {
    /// A list that says "nothing to see" has the same, or a picture so alike that both would match.
    case benignCollision = "benign-collision"
    /// The other way round: an entry of a benign list that a list of known material has.
    case knownCollision = "known-collision"
    /// The fingerprint is that of a flat or near-uniform picture, which says nothing.
    case degenerate
    /// It attracted too many distinct media in a short time.
    case overmatch
}
