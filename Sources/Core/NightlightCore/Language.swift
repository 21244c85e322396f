// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The languages every page, message and notice exists in.
package enum Language: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case french = "fr"

    /// The other of Canada's two: what the language switch on a page leads to.
    package var other: Language { self == .english ? .french : .english }
}
