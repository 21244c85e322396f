// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a colour means, everywhere the same; a word beside it says it too.
package enum Tone: String, Sendable, CaseIterable {
    case plain
    /// To be known.
    case info
    /// Somebody or something has to go on.
    case wait
    case good
    /// Needs a person, or is worse than the rest.
    case bad
}

/// A word with a colour.
package struct Tag: Sendable, Hashable {
    let text: String
    let tone: String

    package init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone.rawValue
    }
}
