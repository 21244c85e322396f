// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import NightlightCore

/// A secret that is shown once and kept only as its hash.
///
/// 32 random bytes cannot be guessed, so a plain SHA-256 is enough and a slow hash would only make
/// every request slow.
struct SecretToken {
    static let byteCount = 32

    /// 64 hexadecimal digits: goes unchanged through cookies, URLs and shells.
    let text: String

    static func make() -> SecretToken {
        SecretToken(text: Hexadecimal.encode(randomBytes()))
    }

    static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// `nil` when the text cannot be a token; nothing is looked up then.
    init?(_ text: String) {
        guard text.utf8.count == Self.byteCount * 2,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }

    private init(text: String) { self.text = text }

    var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// Compares without telling by time where the first difference is.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SecretToken: Concealed {}
