// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation
package import NightlightCore

/// Dates and times as pages print them: in the installation's time zone, in the page's language.
package struct TimeText: Sendable {
    private let calendar: Calendar
    private let zone: TimeZone

    package init(zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
        self.zone = zone
    }

    private static let months: [Language: [String]] = [
        .english: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ],
        .french: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre",
        ],
    ]

    /// `23 November 2026` or `23 novembre 2026` (`1er` on the first).
    package func day(_ time: Timestamp, _ language: Language) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: time.date)
        guard let year = parts.year, let month = parts.month, let day = parts.day,
            let name = Self.months[language]?[month - 1]
        else { return time.rfc3339 }
        let number = language == .french && day == 1 ? "1er" : String(day)
        return "\(number) \(name) \(year)"
    }

    /// The day with the time: `23 November 2026, 14:05` or `23 novembre 2026 à 14 h 05`.
    package func moment(_ time: Timestamp, _ language: Language) -> String {
        switch language {
        case .english: "\(day(time, language)), \(clock(time, language))"
        case .french: "\(day(time, language)) à \(clock(time, language))"
        }
    }

    /// The time of day alone: `14:05` or `14 h 05`.
    package func clock(_ time: Timestamp, _ language: Language) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: time.date)
        let hour = parts.hour ?? 0
        let minute = parts.minute ?? 0
        let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
        switch language {
        case .english: return "\(hour < 10 ? "0" : "")\(hour):\(minutes)"
        case .french: return "\(hour)\u{a0}h\u{a0}\(minutes)"
        }
    }

    /// The zone's abbreviation at a time, such as `EST` or `UTC`.
    package func zoneName(at time: Timestamp) -> String {
        zone.abbreviation(for: time.date) ?? "UTC"
    }
}
