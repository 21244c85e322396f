// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import Takedown

@Suite struct NoticeDayTests {
    @Test(
        arguments: [
            (0, "1970-01-01", 4), (86_399, "1970-01-01", 4), (86_400, "1970-01-02", 5),
            (1_763_942_400, "2025-11-24", 1), (-1, "1969-12-31", 3),
        ])
    func `a moment has a day and a weekday in UTC`(seconds: Int64, text: String, weekday: Int) {
        let day = NoticeDay(Timestamp(secondsSinceEpoch: seconds))
        #expect(day.description == text)
        #expect(day.weekday == weekday)
    }

    @Test func `quiet days are stepped over`() {
        let friday = NoticeDay(Timestamp(secondsSinceEpoch: 1_763_942_400 + 4 * 86_400))
        let policy = TakedownPolicy(quietWeekdays: [6, 7])
        #expect(policy.noticeDay(after: friday, orSame: true) == friday)
        #expect(policy.noticeDay(after: friday, orSame: false).weekday == 1)
    }

    @Test func `seven quiet days are ignored rather than obeyed for ever`() {
        let day = NoticeDay(Timestamp(secondsSinceEpoch: 0))
        let policy = TakedownPolicy(quietWeekdays: Set(1...7))
        #expect(policy.noticeDay(after: day, orSame: true) == day)
    }

    @Test(arguments: [0, 1, 150, 299, 300, 301, 599])
    func `a bundle is composed after everyone of its slot has joined`(seconds: Int64) {
        let policy = TakedownPolicy(bundlingWindow: .minutes(10))
        let now = Timestamp(secondsSinceEpoch: 1_763_942_400 + seconds)
        let (_, due) = policy.bundle(joinedAt: now)
        #expect(due - now > .minutes(5))
        #expect(due - now <= .minutes(10))
    }

    @Test(
        arguments: [
            (0, 1, false), (0, 11, false), (0, 13, false), (0, 23, false), (0, 24, true),
            (20, 27, false), (20, 31, false), (20, 32, true), (20, 43, true), (12, 23, false),
            (12, 24, true),
        ])
    func `a reminder is due after a day, or with the next day's notice half a day on`(
        told: Int, now: Int, isDue: Bool
    ) {
        let midnight = Timestamp(secondsSinceEpoch: 1_763_942_400)
        let policy = TakedownPolicy()
        #expect(
            policy.isReminderDue(midnight + .hours(told), at: midnight + .hours(now)) == isDue)
    }

    @Test func `those who join in one slot share one job`() {
        let policy = TakedownPolicy(bundlingWindow: .minutes(10))
        let start = Timestamp(secondsSinceEpoch: 1_763_942_400)
        #expect(
            policy.bundle(joinedAt: start).slot == policy.bundle(joinedAt: start + .minutes(4)).slot
        )
        #expect(
            policy.bundle(joinedAt: start).slot != policy.bundle(joinedAt: start + .minutes(5)).slot
        )
    }
}
