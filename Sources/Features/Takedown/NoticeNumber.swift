// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What a provider quotes when it answers: the day, and six characters nobody confuses.
enum NoticeNumber {
    /// Without vowels, so that no words appear, and without what is read as something else.
    private static let alphabet = Array("23456789BCDFGHJKMNPQRSTVWXZ")

    static func make(on day: NoticeDay) -> String {
        var generator = SystemRandomNumberGenerator()
        let characters = (0..<6).map { _ in
            alphabet[Int.random(in: alphabet.indices, using: &generator)]
        }
        let digits = day.description.filter { $0 != "-" }
        return "N-\(digits)-\(String(characters))"
    }
}
