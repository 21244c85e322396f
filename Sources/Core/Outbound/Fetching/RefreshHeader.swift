// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Where an answer sends a browser on to after a while: `Refresh: 5; url=/next`.
///
/// No standard of HTTP has it, and every browser reads it: "shared declarative refresh steps" of
/// the HTML standard.
struct RefreshHeader: Equatable {
    let seconds: Int
    let target: String

    // LIMIT: seconds of waiting told apart from each other; an hour is as good as never.
    private static let secondsMax = 3_600

    /// `nil` without an address: a page that loads itself again leads nowhere.
    init?(_ header: String) {
        var rest = Substring(header).drop { Self.isSpace($0) }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        guard !digits.isEmpty || rest.first == "." else { return nil }
        seconds = min(Int(digits) ?? (digits.isEmpty ? 0 : Self.secondsMax), Self.secondsMax)
        rest = rest.drop { $0 == "." || ($0.isASCII && $0.isNumber) }
        guard let separator = rest.first,
            separator == ";" || separator == "," || Self.isSpace(separator)
        else { return nil }
        rest = rest.drop { Self.isSpace($0) }
        if rest.first == ";" || rest.first == "," { rest = rest.dropFirst() }
        rest = rest.drop { Self.isSpace($0) }
        if rest.prefix(3).lowercased() == "url" {
            let behind = rest.dropFirst(3).drop { Self.isSpace($0) }
            if behind.first == "=" { rest = behind.dropFirst().drop { Self.isSpace($0) } }
        }
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest = rest.dropFirst().prefix { $0 != quote }
        }
        guard !rest.isEmpty else { return nil }
        target = String(rest)
    }

    private static func isSpace(_ character: Character) -> Bool {
        character.isASCII && character.isWhitespace
    }
}
