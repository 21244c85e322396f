// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation

/// A sign-in name, and the key under which it is unique.
struct AccountName {
    let display: String
    /// NFKC and lower case: "Roy" and "roy", or two spellings of "é", are one name.
    let key: String

    init?(_ text: String) {
        let display = text.precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: .whitespaces)
        guard (1...AccountLimits.nameLengthMax).contains(display.count),
            display.utf8.count <= AccountLimits.nameLengthMax * 4,
            display.allSatisfy({ $0.isLetter || $0.isNumber || "._-@+ '’".contains($0) })
        else { return nil }
        self.display = display
        key = display.precomposedStringWithCompatibilityMapping.lowercased()
    }
}
