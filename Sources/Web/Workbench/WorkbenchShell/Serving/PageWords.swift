// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import NightlightCore
package import WebComponents
package import WebSupport

/// The words of one language for one page, as of one moment.
///
/// With it a page's values are made by plain code, from what was read, without a request.
package struct PageWords: Sendable {
    package let phrases: Phrases
    package let language: Language
    let timeText: TimeText
    package let now: Timestamp

    package init(phrases: Phrases, language: Language, timeText: TimeText, now: Timestamp) {
        self.phrases = phrases
        self.language = language
        self.timeText = timeText
        self.now = now
    }

    package func callAsFunction(_ key: String) -> String { phrases(key) }

    package func callAsFunction(_ key: String, _ values: [String: String]) -> String {
        phrases(key, values)
    }

    /// A text that may be missing: `nil` then.
    package func ifAny(_ key: String) -> String? {
        let text = phrases(key)
        return text == key ? nil : text
    }

    package func moment(_ time: Timestamp) -> String { timeText.moment(time, language) }

    /// The time of day, for what is newer than a day.
    package func clock(_ time: Timestamp) -> String { timeText.clock(time, language) }

    package func day(_ time: Timestamp) -> String { timeText.day(time, language) }

    package func zoneName(at time: Timestamp) -> String { timeText.zoneName(at: time) }

    /// How long ago, in the largest unit that fits.
    package func age(since start: Timestamp) -> String {
        let minutes = max(0, Int((now - start).inSeconds / 60))
        switch minutes {
        case ..<60: return phrases("age.minutes", ["count": String(minutes)])
        case ..<2_880: return phrases("age.hours", ["count": String(minutes / 60)])
        default: return phrases("age.days", ["count": String(minutes / 1_440)])
        }
    }

    /// The name of a country by its two letters.
    package func country(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
    }

    /// A form's problem at one field.
    package func problem(
        at field: String, _ key: String, _ values: [String: String] = [:]
    ) -> ErrorSummary? {
        ErrorSummary([.init(field: field, text: phrases(key, values))])
    }
}
