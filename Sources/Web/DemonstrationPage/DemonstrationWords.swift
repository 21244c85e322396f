// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebComponents
import WebSupport

/// The story of a demonstration in sentences, for the terminal and for the page alike.
package struct DemonstrationWords: Sendable {
    let phrases: Phrases
    let language: Language
    let numbers: NumberText

    init(_ phrases: Phrases, _ language: Language) {
        self.phrases = phrases
        self.language = language
        numbers = NumberText(language)
    }

    /// What to look at, before it begins.
    package var opening: [String] {
        [phrases("demonstration.opening"), phrases("demonstration.watch")]
    }

    /// As the paths of pages have it.
    package var languageCode: String { language.rawValue }

    package var storyTitle: String { phrases("demonstration.story") }

    package func notices(_ count: Int) -> String { counted("notices", count) }
    package func removals(_ count: Int) -> String { counted("removals", count) }

    /// The day of the story and the time of day.
    package func moment(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60 % 24, minute % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return phrases(
            "demonstration.moment",
            ["day": "\(minute / 1_440)", "hour": two(hour), "minute": two(rest)])
    }

    package func sentence(_ step: DemonstrationAccount.Step) -> String {
        phrases(
            "demonstration.step.\(step.kind.rawValue)",
            [
                "count": numbers.text(step.count), "matched": numbers.text(step.matchedCount),
                "name": step.name,
            ])
    }

    /// A drawing of letters: what was still up when each day ended.
    package func bars(_ days: [DemonstrationAccount.Day]) -> [String] {
        // LIMIT: letters of the longest bar, so that a line has room on the narrowest terminal.
        let lettersMax = 44
        let most = max(1, days.map(\.stillUpCount).max() ?? 1)
        let lines = days.enumerated().map { number, day in
            let letters = (day.stillUpCount * lettersMax + most - 1) / most
            let name = self.day(number)
            let gap = String(repeating: " ", count: max(0, 8 - name.count))
            return "  \(name)\(gap)\(String(repeating: "█", count: letters))"
                + "\(letters > 0 ? " " : "")\(numbers.text(day.stillUpCount))"
        }
        return [phrases("demonstration.chart.stillUp")] + lines
    }

    func day(_ number: Int) -> String { phrases("demonstration.day", ["day": "\(number)"]) }

    private func counted(_ key: String, _ count: Int) -> String {
        phrases(
            "demonstration.\(key).\(count == 1 ? "one" : "many")",
            ["count": numbers.text(count)])
    }
}
