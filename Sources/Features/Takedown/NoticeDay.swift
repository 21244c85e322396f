// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A day in UTC: the unit in which notices to one provider are bundled.
package struct NoticeDay: Hashable, Sendable, CustomStringConvertible {
    private static let dayMicroseconds: Int64 = 86_400_000_000

    /// Days since 1970-01-01, which was a Thursday.
    let number: Int64

    package init(_ time: Timestamp) {
        let micros = time.microsecondsSinceEpoch
        let days = micros / Self.dayMicroseconds
        number = micros % Self.dayMicroseconds < 0 ? days - 1 : days
    }

    init(number: Int64) { self.number = number }

    /// The first moment of the day.
    package var start: Timestamp {
        Timestamp(microsecondsSinceEpoch: number * Self.dayMicroseconds)
    }

    package var next: NoticeDay { NoticeDay(number: number + 1) }

    /// 1 for Monday to 7 for Sunday.
    package var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

    /// Such as `2026-11-23`.
    package var description: String { String(start.rfc3339.prefix(10)) }
}

extension TakedownPolicy {
    /// Whether somebody who was told at `last` may be reminded now.
    ///
    /// A day's notice carries everything that is still there, so an address that joined it late the
    /// day before comes along early: from half the interval on, when a new day has begun.
    func isReminderDue(_ last: Timestamp, at now: Timestamp) -> Bool {
        if now - last >= renoticeInterval { return true }
        return now - last >= renoticeInterval / 2 && NoticeDay(now).number > NoticeDay(last).number
    }

    /// The first day after `day` on which notices leave, and `day` itself when `orSame` says so.
    ///
    /// With seven quiet days there is none; then the settings are ignored rather than obeyed for
    /// ever.
    package func noticeDay(after day: NoticeDay, orSame: Bool) -> NoticeDay {
        guard quietWeekdays.intersection(1...7).count < 7 else { return orSame ? day : day.next }
        var candidate = orSame ? day : day.next
        while quietWeekdays.contains(candidate.weekday) { candidate = candidate.next }
        return candidate
    }

    /// When a bundle that something joins now is composed, and the slot that names its job.
    ///
    /// Everything that joins in one half of the window shares one job, which runs half a window
    /// after that half has ended: whoever joins has then long committed.
    package func bundle(joinedAt now: Timestamp) -> (slot: Int64, due: Timestamp) {
        let micros = now.microsecondsSinceEpoch
        let half = Int64(bundlingWindow.inSeconds * 500_000)
        let day = noticeDay(after: NoticeDay(now), orSame: true)
        guard half > 0 else { return (micros, max(now, day.start)) }
        let slot = micros / half
        return (slot, max(Timestamp(microsecondsSinceEpoch: (slot + 2) * half), day.start))
    }
}
