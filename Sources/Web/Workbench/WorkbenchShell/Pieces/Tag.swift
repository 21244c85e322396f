// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A word with a colour that means the same everywhere; the word alone says it all.
package struct Tag: Sendable, Equatable {
    /// What the colour means.
    package enum Tone: String, Sendable {
        case plain
        /// Somebody or something has to go on.
        case wait
        case good
        /// Needs a person, or is worse than the rest.
        case bad
    }

    let text: String
    let tone: String

    package init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone.rawValue
    }
}
