// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import PasswordHashing

/// What a password must be: long and not guessable.
///
/// There are no rules on its composition (NIST SP 800-63B).
package struct PasswordPolicy: Sendable {
    // LIMIT: characters; 12 is the least that OWASP ASVS 5.0 recommends above its floor of 8.
    package static let lengthMin = 12
    // LIMIT: characters; passphrases fit, and hashing stays bounded.
    package static let lengthMax = 128

    package enum Refusal: Sendable, Equatable {
        case tooShort
        case tooLong
        case common
        /// The account's name makes up most of it.
        case containsName

        var code: String {
            switch self {
            case .tooShort: "accounts.password-too-short"
            case .tooLong: "accounts.password-too-long"
            case .common: "accounts.password-common"
            case .containsName: "accounts.password-contains-name"
            }
        }
    }

    /// One spelling for what looks the same: keyboards differ in how they write "é".
    static func normalise(_ password: String) -> String {
        password.precomposedStringWithCompatibilityMapping
    }

    /// Why a password is refused for an account of this name; `nil` when it is accepted.
    package static func refusal(of password: String, name: String) -> Refusal? {
        let password = normalise(password)
        if password.count < lengthMin { return .tooShort }
        if password.count > lengthMax || password.utf8.count > PasswordHasher.secretBytesMax {
            return .tooLong
        }
        let plain = plainForm(password)
        if isRepetition(plain) || isSequence(plain) || banned.contains(stripDigits(plain)) {
            return .common
        }
        let plainName = plainForm(name)
        if plainName.count >= 4, plain.contains(plainName),
            plain.count - plainName.count < lengthMin / 2
        {
            return .containsName
        }
        return nil
    }

    /// Lower case, with the usual replacements of letters undone, without spaces and punctuation.
    private static func plainForm(_ text: String) -> String {
        let undone: [Character: Character] = ["@": "a", "$": "s", "€": "e", "!": "i"]
        return String(
            text.lowercased().map { undone[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber })
    }

    /// Without digits at either end, which is how people lengthen a common password.
    private static func stripDigits(_ text: String) -> String {
        let head = text.drop(while: \.isNumber)
        let stripped = head.reversed().drop(while: \.isNumber).reversed()
        return String(stripped)
    }

    /// One short piece, again and again: "abcabcabcabc", "aaaaaaaaaaaa".
    private static func isRepetition(_ text: String) -> Bool {
        let characters = Array(text)
        guard characters.count > 1 else { return true }
        // LIMIT: pieces of up to 6 characters.
        return (1...6).contains { period in
            characters.count > period
                && characters.indices.dropFirst(period)
                    .allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }

    /// Neighbours on the keyboard or in the alphabet, in either direction.
    private static func isSequence(_ text: String) -> Bool {
        let reversed = String(text.reversed())
        return rows.contains { row in
            let twice = row + row
            return twice.contains(text) || twice.contains(reversed)
        }
    }

    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "12345678901234567890",
        "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "asdfghjkl", "zxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn", "qazwsxedcrfvtgbyhnujm",
    ]

    /// Common words alone, doubled, and joined with one another: what guessers try first.
    private static let banned: Set<String> = {
        let words = [
            "password", "passwort", "passphrase", "motdepasse", "azerty", "qwerty", "welcome",
            "bienvenue", "bonjour", "letmein", "admin", "administrator", "administrateur",
            "administration", "changeme", "default", "secret", "iloveyou", "dragon", "monkey",
            "football", "hockey", "sunshine", "princess", "master", "superman", "batman",
            "canada", "quebec", "montreal", "toronto", "winter", "summer", "spring", "autumn",
            "hiver", "printemps", "automne", "nightlight", "hotline", "analyst", "supervisor",
            "computer", "internet", "security", "test", "user", "login", "hello", "the", "my",
            "mon", "is", "your", "new",
        ]
        var banned = Set(words)
        for first in words {
            for second in words {
                banned.insert(first + second)
            }
        }
        for word in words { banned.insert(word + word + word) }
        banned.formUnion(["correcthorsebatterystaple", "mypasswordis", "passwordpassword"])
        return banned
    }()
}
