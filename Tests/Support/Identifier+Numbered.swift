// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

extension Identifier {
    /// An identifier that a test knows by a number: the same one each time.
    package static func numbered(_ number: Int) -> Self {
        let digits = String(number)
        let text = "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count)
        guard let id = Self(text + digits) else { preconditionFailure("a negative number") }
        return id
    }
}
