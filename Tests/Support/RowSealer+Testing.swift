// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Sealing

extension RowSealer {
    /// With a key that every test knows.
    package static func testing(_ purpose: Purpose) -> RowSealer {
        RowSealer(purpose, derivedFrom: [UInt8](repeating: 9, count: 32))
    }
}
