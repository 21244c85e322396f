// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore

/// Facts as the text of one column: JSON with keys in order, one text for one value.
///
/// Written by hand so that the text never changes with a library: the verifier compares it.
enum AuditFacts {
    static func encode(_ facts: Facts) -> String {
        let pairs = facts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(quote($0.key.rawValue)):\(quote($0.value))" }
        return "{\(pairs.joined(separator: ","))}"
    }

    static func decode(_ text: String) throws(AuditError) -> Facts {
        guard let facts = try? JSONDecoder().decode(Facts.self, from: Data(text.utf8)),
            encode(facts) == text
        else { throw .malformedRow }
        return facts
    }

    /// A JSON string; events hold no control characters, so two characters need escaping.
    static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
