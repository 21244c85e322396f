// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How much of something is done, as a bar with its number beside it.
package struct ProgressBar: Sendable {
    let label: String
    let valueText: String
    let value: Int
    let max: Int
    let tone: String
    let id: String

    /// - Parameter value: brought within 0 and `max`; with nothing to do, everything is done.
    package init(
        _ label: String, id: String, value: Int, of max: Int, valueText: String,
        tone: Tone = .plain
    ) {
        self.label = label
        self.id = id
        self.valueText = valueText
        self.max = Swift.max(1, max)
        self.value = max <= 0 ? 1 : Swift.min(Swift.max(0, value), max)
        self.tone = tone.rawValue
    }
}

/// Where one is in a row of questions.
package struct StepCount: Sendable {
    let number: Int
    let count: Int
    /// Both in words, such as "Question 2 of 4".
    let text: String

    package init(number: Int, count: Int, text: String) {
        self.number = number
        self.count = count
        self.text = text
    }
}

/// The steps of something longer, and which of them are done.
package struct Steps: Sendable {
    struct Step: Sendable {
        let text: String
        let kind: String
        let isDone: Bool
        let isCurrent: Bool
    }

    let label: String
    let steps: [Step]

    /// - Parameter current: position of the step one is at; all are done when it is past the last.
    package init(label: String, _ texts: [String], current: Int) {
        self.label = label
        steps = texts.enumerated().map { position, text in
            Step(
                text: text,
                kind: position < current ? "done" : position == current ? "current" : "upcoming",
                isDone: position < current, isCurrent: position == current)
        }
    }
}
