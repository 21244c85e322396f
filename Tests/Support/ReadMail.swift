// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// A message as Python's `email` module reads it.
package struct ReadMail: Decodable, Sendable {
    package struct Attachment: Decodable, Sendable {
        package let name: String
        package let type: String
        package let text: String
    }

    /// By name in lower case.
    package let headers: [String: [String]]
    package let defects: [String]
    package let text: String
    package let attachments: [Attachment]
    /// Characters of the longest line.
    package let longestLine: Int
    package let hasBareLineEnds: Bool
    package let isASCII: Bool

    package init(_ message: [UInt8]) async throws {
        let printed = try await PythonTool.run(
            "Tests/OutboundTests/Oracle/read_mail.py", input: message)
        self = try JSONDecoder().decode(Self.self, from: Data(printed.utf8))
    }

    /// The one header of that name.
    package subscript(name: String) -> String? {
        headers[name].flatMap { $0.count == 1 ? $0[0] : nil }
    }
}
