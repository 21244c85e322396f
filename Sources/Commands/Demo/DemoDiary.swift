// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import DemonstrationPage
import NightlightCore

/// Says in a line what a day brought.
///
/// It counts what the table of results counts: mails, and addresses that are no longer there.
struct DemoDiary {
    let began: Timestamp
    let teller: DemoTeller
    private var mailCount = 0

    init(began: Timestamp, teller: DemoTeller) {
        self.began = began
        self.teller = teller
    }

    mutating func note(mail count: Int, at now: Timestamp) {
        guard count > mailCount else { return }
        say(teller.words.notices(count - mailCount), at: now)
        mailCount = count
    }

    func note(removed count: Int, at now: Timestamp) {
        guard count > 0 else { return }
        say(teller.words.removals(count), at: now)
    }

    private func say(_ text: String, at now: Timestamp) {
        let minute = Int((now - began).inSeconds) / 60
        teller.say("  \(teller.words.moment(minute))  \(text)")
    }
}
