// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// The random value in a form that makes sending it twice harmless.
package enum SubmissionKey {
    /// 128 random bits: whoever could guess one could ask for another sender's receipt.
    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hexadecimal.encode(
            (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}
