// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// Lets a worker sleep through some of its child's answers, and fetch them together.
///
/// To be woken costs both sides some hundredths of a millisecond, a tenth of what a small picture
/// takes. A worker whose child has several files in hand need not hear of each at once.
struct AnswerPace {
    /// LIMIT: how much later than it might a caller gets an answer.
    private static let restNanosecondsMax: Int64 = 1_000_000
    /// LIMIT: shorter than this, falling asleep is not worth it.
    private static let restNanosecondsMin: Int64 = 60_000

    /// How long an answer took lately; each counts for a quarter, so that one slow file is soon
    /// forgotten.
    private var nanosecondsForEach: Int64 = 0
    private var lastRest = Moment.now
    private var answersSince: Int64 = 0

    mutating func answered() { answersSince += 1 }

    /// Sleeps for as long as half of what the child has in hand should take.
    ///
    /// The other half keeps it busy until it is handed more.
    mutating func rest(unansweredCount: Int) {
        let now = Moment.now
        if answersSince > 0 {
            let each = lastRest.nanoseconds(until: now) / answersSince
            nanosecondsForEach += (each - nanosecondsForEach) / 4
            answersSince = 0
            lastRest = now
        }
        let rest = min(
            Self.restNanosecondsMax, nanosecondsForEach * Int64(unansweredCount / 2))
        // With two in hand, one answer is all there is to wait for.
        guard unansweredCount > 2, rest >= Self.restNanosecondsMin else { return }
        var time = timespec(tv_sec: 0, tv_nsec: Int(rest))
        // SAFETY: the call only reads the structure.
        unsafe nanosleep(&time, nil)
    }
}
