// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto
import Foundation

/// A text with signatures below it: C2SP signed-note, with Ed25519.
///
/// The text ends with a newline; an empty line follows, then one line for each signature: an em
/// dash, the key's name, and in base64 four bytes that tell keys of one name apart, and the
/// signature.
enum SignedNote {
    // LIMIT: bytes of a note that is read: a checkpoint with a hundred witnesses is a tenth of it.
    static let bytesMax = 131_072
    // LIMIT: signatures read on one note, after C2SP's advice.
    static let signaturesMax = 100

    struct Signature: Sendable, Hashable {
        var name: String
        var keyID: [UInt8]
        var bytes: [UInt8]
    }

    struct Parsed: Sendable, Hashable {
        /// With its last newline.
        var text: String
        var signatures: [Signature]
    }

    private static let ed25519: UInt8 = 0x01

    /// The first four bytes of SHA-256 over name, newline, algorithm and public key.
    static func keyID(name: String, publicKey: [UInt8]) -> [UInt8] {
        let bytes = Array(name.utf8) + [0x0a, ed25519] + publicKey
        return Array(SHA256.hash(data: bytes).prefix(4))
    }

    /// A name that can stand in a note: not empty, without white space and plus.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200
            && name.unicodeScalars.allSatisfy {
                $0 != "+" && !$0.properties.isWhitespace && $0.value > 0x20 && $0.value != 0x7f
            }
    }

    static func line(name: String, keyID: [UInt8], signature: [UInt8]) -> String {
        "\u{2014} \(name) \(Data(keyID + signature).base64EncodedString())\n"
    }

    static func parse(_ note: String) throws(AuditError) -> Parsed {
        guard note.utf8.count <= bytesMax, note.utf8.last == 0x0a,
            let border = note.range(of: "\n\n", options: .backwards)
        else { throw .malformedCheckpoint }
        let text = String(note[..<border.lowerBound]) + "\n"
        let lines = note[border.upperBound...].dropLast()
            .split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= signaturesMax else { throw .malformedCheckpoint }
        var signatures: [Signature] = []
        for line in lines {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "\u{2014}", isName(String(parts[1])),
                let bytes = base64(parts[2]), bytes.count > 4
            else { throw .malformedCheckpoint }
            signatures.append(
                Signature(
                    name: String(parts[1]), keyID: Array(bytes.prefix(4)),
                    bytes: Array(bytes.dropFirst(4))))
        }
        return Parsed(text: text, signatures: signatures)
    }

    /// Strict: one text for one value, so that a stored note cannot be varied.
    static func base64(_ text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text
        else { return nil }
        return Array(data)
    }
}
