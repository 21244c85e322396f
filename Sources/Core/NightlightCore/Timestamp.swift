// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// A moment in UTC, as microseconds since 1970-01-01: what SQL stores and code compares.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
    package let microsecondsSinceEpoch: Int64

    package init(microsecondsSinceEpoch: Int64) {
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// What lies further than 100,000 years from here is 100,000 years away, so that durations can
    /// be added to it.
    package init(_ date: Date) {
        let secondsMax = 100_000 * 365.25 * 86_400
        let seconds = max(-secondsMax, min(secondsMax, date.timeIntervalSince1970))
        microsecondsSinceEpoch = Int64((seconds * 1_000_000).rounded())
    }

    /// Seconds since 1970-01-01 00:00:00 UTC.
    package init(secondsSinceEpoch: Int64) {
        microsecondsSinceEpoch = secondsSinceEpoch * 1_000_000
    }

    package var date: Date {
        Date(timeIntervalSince1970: Double(microsecondsSinceEpoch) / 1_000_000)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }

    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        let (seconds, attoseconds) = right.components
        return Timestamp(
            microsecondsSinceEpoch: left.microsecondsSinceEpoch + seconds * 1_000_000
                + attoseconds / 1_000_000_000_000)
    }

    package static func - (left: Timestamp, right: Duration) -> Timestamp {
        left + (Duration.zero - right)
    }

    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microsecondsSinceEpoch - right.microsecondsSinceEpoch)
    }

    /// RFC 3339 in UTC with whole seconds, such as `2026-11-23T09:30:00Z`.
    package var rfc3339: String {
        let seconds = Int64((Double(microsecondsSinceEpoch) / 1_000_000).rounded(.down))
        return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
}

extension Duration {
    package static func minutes(_ count: Int) -> Duration { .seconds(60 * count) }
    package static func hours(_ count: Int) -> Duration { .seconds(3_600 * count) }
    package static func days(_ count: Int) -> Duration { .seconds(86_400 * count) }

    /// This duration in seconds, with its fraction.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
