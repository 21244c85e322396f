// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// The addresses a notice asks to remove, as a provider's own program would read them: from the
/// XARF reports attached to the mail.
enum NoticedAddresses {
    /// - Parameter mail: a message as it arrived; parts that are no XARF report are passed over.
    static func read(_ mail: String) -> [String] {
        // Lines end in CRLF, which Swift counts as one character.
        let parts = mail.components(separatedBy: "\r\n--")
        return parts.compactMap(report).compactMap { report in
            (try? JSONSerialization.jsonObject(with: report) as? [String: Any])?["url"] as? String
        }
    }

    /// The bytes of a part that is JSON in base64.
    private static func report(_ part: String) -> Data? {
        guard let end = part.range(of: "\r\n\r\n") else { return nil }
        let head = part[..<end.lowerBound].lowercased()
        guard head.contains("content-type: application/json"),
            head.contains("content-transfer-encoding: base64")
        else { return nil }
        return Data(
            base64Encoded: String(part[end.upperBound...]), options: .ignoreUnknownCharacters)
    }
}
