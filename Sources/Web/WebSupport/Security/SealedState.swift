// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
package import Foundation
package import NightlightCore

/// Carries a visitor's half-finished answers through the browser, readable and changeable only
/// here.
///
/// The public site stores nothing about a visitor between two pages and sets no cookie: the answers
/// travel in one hidden field, encrypted and authenticated (AES-256-GCM), with the time they were
/// begun. Nobody who looks at the browser's memory of the form can read them.
package struct SealedState<State: Codable & Sendable>: Sendable {
    private struct Envelope: Codable {
        var begun: Timestamp
        var state: State
    }

    private let key: SymmetricKey
    private let purpose: [UInt8]
    private let lifetime: Duration
    private let time: any TimeSource

    /// - Parameter key: 32 bytes, the same in every process that serves the same site.
    package init(
        key: [UInt8], purpose: String, lifetime: Duration, time: any TimeSource
    ) {
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Array("form state".utf8),
            outputByteCount: 32)
        self.purpose = Array(purpose.utf8)
        self.lifetime = lifetime
        self.time = time
    }

    /// Text for a hidden field.
    ///
    /// Pass the time the answers were begun to keep their age.
    package func seal(_ state: State, begun: Timestamp? = nil) throws -> String {
        let plain = try JSONEncoder().encode(Envelope(begun: begun ?? time.now(), state: state))
        let box = try AES.GCM.seal(plain, using: key, authenticating: purpose)
        guard let combined = box.combined else { throw WebError.forged }
        return Base64URL.encode(combined)
    }

    /// - Throws: `WebError.forged` when a single bit differs, `WebError.expired` when too old.
    package func open(_ text: String) throws -> (state: State, begun: Timestamp) {
        guard let bytes = Base64URL.decode(text), let box = try? AES.GCM.SealedBox(combined: bytes),
            let plain = try? AES.GCM.open(box, using: key, authenticating: purpose),
            let envelope = try? JSONDecoder().decode(Envelope.self, from: plain)
        else { throw WebError.forged }
        guard time.now() - envelope.begun <= lifetime else { throw WebError.expired }
        return (envelope.state, envelope.begun)
    }
}

/// Base64 with the alphabet that needs no escaping in forms and URLs (RFC 4648, section 5),
/// unpadded.
package enum Base64URL {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    package static func decode(_ text: String) -> Data? {
        var standard = String(
            text.map { character in
                switch character {
                case "-": "+"
                case "_": "/"
                default: character
                }
            })
        standard += String(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: standard)
    }
}

extension SealedState: Concealed {}
