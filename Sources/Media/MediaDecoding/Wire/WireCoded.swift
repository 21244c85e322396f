// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One of a few values that a byte stands for between the pool and its children.
package protocol WireCoded: CaseIterable {
    var wireCode: UInt8 { get }
}

extension WireCoded {
    /// `nil` for a byte that stands for nothing.
    package init?(wireCode: UInt8) {
        guard let value = Self.allCases.first(where: { $0.wireCode == wireCode }) else {
            return nil
        }
        self = value
    }
}
