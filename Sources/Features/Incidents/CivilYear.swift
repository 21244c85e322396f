// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// The year of a moment in UTC, which begins the number of an incident.
enum CivilYear {
    static func of(_ time: Timestamp) -> Int {
        let day = Int((Double(time.microsecondsSinceEpoch) / 86_400_000_000).rounded(.down))
        // Howard Hinnant's `civil_from_days`: years begin in March, eras of 400 years repeat.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let isJanuaryOrFebruary = dayOfYear >= 306
        return yearOfEra + era * 400 + (isJanuaryOrFebruary ? 1 : 0)
    }
}
