// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Crypto
import Foundation

/// What a browser keeps to show that somebody signed in on it before, under one name.
///
/// It lets nobody in. It says which attempts are not a stranger's, so that strangers who try a name
/// cannot keep its owner out. Signed under the installation's key: a random number and a keyed hash
/// of it with the name, which callers give as it is unique; nothing is stored.
package struct DeviceCookie: Sendable {
    // LIMIT: seconds a browser keeps it: somebody who comes back from half a year's leave starts
    // with a stranger's attempts.
    package static let secondsMax = 180 * 86_400
    private static let numberBytes = 16

    private let key: SymmetricKey

    package init(key: [UInt8]) {
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Array("device cookie".utf8),
            outputByteCount: 32)
    }

    /// For a device on which that person has just signed in; it keeps the number that it had.
    package func make(for name: String, keeping device: String?) -> String {
        let kept = device.flatMap { Base64URL.decode($0) }.map { Array($0) }
        var generator = SystemRandomNumberGenerator()
        let number =
            kept
            ?? (0..<Self.numberBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator)
            }
        let code = HMAC<SHA256>.authenticationCode(for: message(number, name), using: key)
        return Base64URL.encode(number + Array(code))
    }

    /// What the device is known by under that name; `nil` for a stranger's, or another name's.
    package func device(_ cookie: String?, of name: String) -> String? {
        guard let cookie, let bytes = Base64URL.decode(cookie),
            bytes.count == Self.numberBytes + SHA256.byteCount
        else { return nil }
        let number = Array(bytes.prefix(Self.numberBytes))
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                bytes.suffix(SHA256.byteCount), authenticating: message(number, name), using: key)
        else { return nil }
        return Base64URL.encode(number)
    }

    private func message(_ number: [UInt8], _ name: String) -> [UInt8] {
        number + Array(name.utf8)
    }
}

extension DeviceCookie: Concealed {}
