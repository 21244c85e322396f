// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Numbers as people of a language write them.
package struct NumberText: Sendable {
    private let group: String
    private let point: String

    package init(_ language: Language) {
        switch language {
        case .english: (group, point) = (",", ".")
        case .french: (group, point) = ("\u{202f}", ",")
        }
    }

    package func text(_ number: Int) -> String {
        sign(number < 0) + grouped(String(number.magnitude))
    }

    /// With at most two decimals; none that are zero.
    package func text(_ number: Double) -> String {
        // LIMIT: larger numbers have no exact hundredths, and no chart is made of them.
        guard number.isFinite, abs(number) < 1e15 else { return "–" }
        let hundredths = Int((abs(number) * 100).rounded())
        guard hundredths != 0 else { return "0" }
        let decimals = hundredths % 100
        var text = sign(number < 0) + grouped(String(hundredths / 100))
        if decimals != 0 {
            let digits = decimals < 10 ? "0\(decimals)" : "\(decimals)"
            text += point + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
        }
        return text
    }

    /// The typographic minus, which is as wide as a plus.
    private func sign(_ isNegative: Bool) -> String { isNegative ? "\u{2212}" : "" }

    private func grouped(_ digits: String) -> String {
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position) % 3 == 0 { text += group }
            text.append(digit)
        }
        return text
    }
}
