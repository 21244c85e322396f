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
        guard text.utf8.count == 29 else { return nil }
        let strategy = Date.ParseStrategy(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \
                \(year: .defaultDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\
                \(minute: .twoDigits):\
                \(second: .twoDigits) 'GMT'
                """,
            locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt)
        guard let date = try? Date(String(text), strategy: strategy) else { return nil }
        self = .moment(Timestamp(date))
    }

    /// When to ask again, at most a day from `now`.
    package func moment(from now: Timestamp) -> Timestamp {
        let latest = now + .seconds(Self.secondsMax)
        switch self {
        case .delay(let duration): return min(now + duration, latest)
        case .moment(let moment): return min(max(moment, now), latest)
        }
    }
}
