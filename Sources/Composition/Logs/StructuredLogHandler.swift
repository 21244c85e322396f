// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import Logging
import NightlightCore

/// Logs as JSON, one object a line, on standard error.
///
/// What may stand in a log is decided where it is logged: identifiers, codes, numbers. This handler
/// adds the last defence: an error value is reduced to its stable code, so that nothing a library
/// put into an error's text reaches a log; and every line is bounded.
package struct StructuredLogHandler: LogHandler {
    // LIMIT: one line; longer ones are cut, because a log is no place for documents.
    private static let valueCharactersMax = 300

    let label: String
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields: [String: String] = [
            "at": SystemTime().now().rfc3339,
            "level": event.level.rawValue,
            "part": label,
            "message": Self.bounded(event.message.description),
        ]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            fields[key] = Self.bounded(value.description)
        }
        if let error = event.error {
            fields["error"] = (error as? any CodedError)?.code ?? "unexpected"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(fields) else { return }
        try? FileHandle.standardError.write(contentsOf: line + Data([0x0a]))
    }

    private static func bounded(_ text: String) -> String {
        String(text.prefix(valueCharactersMax))
    }

    package static func logger(_ label: String, level: Logger.Level) -> Logger {
        Logger(label: label) { StructuredLogHandler(label: $0, logLevel: level) }
    }
}
