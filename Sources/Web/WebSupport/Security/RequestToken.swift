// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

/// The token every form of a signed-in person carries, so that no other site can post for them.
///
/// It is a keyed hash of the session's own token: nothing is stored, and a token of one session is
/// worthless in another.
package struct RequestToken: Sendable {
    package static let fieldName = "token"

    private let key: SymmetricKey

    package init(key: [UInt8]) {
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Array("request token".utf8),
            outputByteCount: 32)
    }

    package func token(for session: String) -> String {
        Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array(session.utf8), using: key))
    }

    /// Compares in constant time.
    package func verify(_ token: String, for session: String) throws(WebError) {
        guard let bytes = Base64URL.decode(token),
            HMAC<SHA256>.isValidAuthenticationCode(
                bytes, authenticating: Array(session.utf8), using: key)
        else { throw .forged }
    }
}

extension RequestToken: Concealed {}
