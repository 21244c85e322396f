// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Crypto
import Foundation

/// Keyed hashes of sealed values, so that equal values can be found without opening any.
///
/// HMAC-SHA-256. The domain, such as `locator.address`, keeps an address from meeting an equal text
/// of another kind. Without the key nobody can try likely values against a stolen table.
package struct BlindIndex: Sendable {
    private let key: SymmetricKey

    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// 32 bytes, the same for the same text and domain, for as long as the key lives.
    package func digest(_ text: String, domain: String) -> [UInt8] {
        let message = BindingContext("nightlight/blind-index/v1", domain, text).bytes
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}

extension BlindIndex: Concealed {}
