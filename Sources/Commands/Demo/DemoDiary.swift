// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Says in a line what a day brought.
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
        let new = count - mailCount
        mailCount = count
        teller.say("  \(moment(now))  \(new) \(new == 1 ? "notice" : "notices") sent")
    }

    func note(removed count: Int, at now: Timestamp) {
        guard count > 0 else { return }
        teller.say("  \(moment(now))  \(count) addresses removed by their providers")
    }

    private func moment(_ now: Timestamp) -> String {
        let minutes = Int((now - began).inSeconds) / 60
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "day \(days), \(two(hours)):\(two(rest))"
    }
}
