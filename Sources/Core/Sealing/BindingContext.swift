// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The names a sealed value is bound to, encoded so that no two lists of names look alike.
///
/// Every name is preceded by its length: ("ab", "c") and ("a", "bc") differ.
struct BindingContext {
    private(set) var bytes: [UInt8] = []

    init(_ names: String...) {
        for name in names { append(Array(name.utf8)) }
    }

    mutating func append(_ piece: [UInt8]) {
        let count = UInt32(truncatingIfNeeded: piece.count)
        for shift in [24, 16, 8, 0] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        bytes += piece
    }
}
