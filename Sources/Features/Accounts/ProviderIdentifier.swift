// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// The unique identifier of a provider, such as `P-7K3M9Q`: short, unambiguous, with a check
/// character.
///
/// The alphabet has 31 characters, without 0, 1, I, L and O. As 31 is prime, the weighted sum finds
/// every single wrong character and every swap of two.
package struct ProviderIdentifier: Hashable, Sendable, CustomStringConvertible {
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    private static let payloadLength = 5

    package let text: String

    /// A random identifier; 28 million exist, so the caller tries again when one is taken.
    init(using generator: inout some RandomNumberGenerator) {
        let values = (0..<Self.payloadLength).map { _ in
            Int.random(in: 0..<Self.alphabet.count, using: &generator)
        }
        let characters = (values + [Self.check(values)]).map { Self.alphabet[$0] }
        text = "P-" + String(characters)
    }

    /// Reads what somebody typed, in either case; `nil` when the check character does not fit.
    package init?(_ text: String) {
        let upper = text.uppercased()
        guard upper.hasPrefix("P-") else { return nil }
        let values = upper.dropFirst(2).map { Self.alphabet.firstIndex(of: $0) ?? -1 }
        guard values.count == Self.payloadLength + 1, !values.contains(-1),
            values[Self.payloadLength] == Self.check(Array(values.prefix(Self.payloadLength)))
        else { return nil }
        self.text = upper
    }

    package var description: String { text }

    private static func check(_ values: [Int]) -> Int {
        let sum = values.enumerated().reduce(0) { $0 + ($1.offset + 2) * $1.element }
        return sum % alphabet.count
    }
}

extension ProviderIdentifier: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
