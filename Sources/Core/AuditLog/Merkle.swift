// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto

/// The two hashes of a Merkle tree (RFC 9162, section 2.1.1); a prefix keeps leaves and nodes
/// apart.
package enum Merkle {
    package static let hashBytes = 32

    /// The root of a tree without leaves.
    package static let emptyRoot: [UInt8] = Array(SHA256.hash(data: [UInt8]()))

    package static func leaf(_ entry: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [0x00] + entry))
    }

    package static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [0x01] + left + right))
    }
}
