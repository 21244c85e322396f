// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import NightlightCore

/// A server's wish to be left alone for a while: RFC 9110, section 10.2.3.
package enum RetryAfter: Hashable, Sendable {
    case delay(Duration)
    case moment(Timestamp)

    // LIMIT: seconds a server may ask us to wait; a longer wish is cut to a day, so that nobody can
    // have a recheck put off for ever.
    package static let secondsMax = 86_400

    /// Whole seconds, or an HTTP date in the one form that is still sent; `nil` for anything else.
    package init?(header: String) {
        let text = Substring(header).trimmingWhitespace()
        if !text.isEmpty, text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let seconds = Int(text)
        {
            self = .delay(.seconds(min(seconds, Self.secondsMax)))
            return
        }
        guard let moment = Self.moment(httpDate: text) else { return nil }
        self = .moment(moment)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`: RFC 9110, section 5.6.7.
    private static func moment(httpDate text: Substring) -> Timestamp? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard text.utf8.count == 29, words.count == 6, words[5] == "GMT", words[0].hasSuffix(","),
            let month = months.firstIndex(of: words[2])
        else { return nil }
        let time = words[4].split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 3, let day = number(words[1], 2, 1...31),
            let year = number(words[3], 4, 1...9_999), let hour = number(time[0], 2, 0...23),
            let minute = number(time[1], 2, 0...59), let second = number(time[2], 2, 0...60)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(
            year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
        return calendar.date(from: parts).map { Timestamp($0) }
    }

    /// Digits, as many as the form has, and no sign: a year of six digits is beyond all calendars.
    private static func number(
        _ text: Substring, _ digitCount: Int, _ range: ClosedRange<Int>
    ) -> Int? {
        guard text.utf8.count == digitCount, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text), range.contains(number)
        else { return nil }
        return number
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// When to ask again, at most a day from `now`.
    package func moment(from now: Timestamp) -> Timestamp {
        let latest = now + .seconds(Self.secondsMax)
        switch self {
        case .delay(let duration): return min(now + duration, latest)
        case .moment(let moment): return min(max(moment, now), latest)
        }
    }
}
