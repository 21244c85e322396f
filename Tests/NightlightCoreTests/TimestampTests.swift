// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import Testing

struct TimestampTests {
    @Test func `adding and subtracting durations keeps microseconds`() {
        let start = Timestamp(microsecondsSinceEpoch: 1_700_000_000_123_456)
        #expect((start + .microseconds(1)).microsecondsSinceEpoch == 1_700_000_000_123_457)
        #expect((start - .days(1)) + .hours(24) == start)
        #expect(start + .minutes(2) - start == .seconds(120))
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"),
        (Int64(1_795_473_000_999_999), "2026-11-23T22:30:00Z"),
        (Int64(-1), "1969-12-31T23:59:59Z"),
    ])
    func `RFC 3339 shows whole seconds in UTC`(microseconds: Int64, text: String) {
        #expect(Timestamp(microsecondsSinceEpoch: microseconds).rfc3339 == text)
    }

    @Test func `a date goes there and back`() {
        let time = Timestamp(secondsSinceEpoch: 1_795_473_000)
        #expect(Timestamp(time.date) == time)
    }

    @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e300)])
    func `a date beyond all calendars is a moment to which durations can be added`(date: Date) {
        let time = Timestamp(date)
        #expect(time + .days(1) > time && time - .days(1) < time)
        #expect((time > Timestamp(secondsSinceEpoch: 0)) == (date.timeIntervalSince1970 > 0))
    }
}
