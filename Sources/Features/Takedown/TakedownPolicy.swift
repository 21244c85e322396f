// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Whether a notice leaves by itself or waits for a person.
package enum NoticeMode: String, Sendable, CaseIterable, Codable {
    case automatic
    case personConfirms = "person-confirms"
}

/// The schedule of removal: how soon to recheck, how often to remind, when to go one step up.
///
/// Settings are data, each with its reason, so that an installation can change one number and say
/// why. The defaults are those of the services in operation (reminders every 24 hours until gone).
package struct TakedownPolicy: Sendable, Equatable {
    /// Who releases the first notice.
    ///
    /// Automatic by default: that the incident must be acted on was decided before, by a person or
    /// by the policy for trusted lists. The other choice adds a second pair of eyes.
    package var mode: NoticeMode
    /// How long the first addresses of a day wait for others to the same provider.
    ///
    /// Short against the hour after which the address is rechecked, long enough for one page's
    /// pictures.
    package var bundlingWindow: Duration
    /// The first recheck after a notice.
    ///
    /// Obliging hosts act within the hour.
    package var firstRecheck: Duration
    /// Every later recheck.
    ///
    /// Daily, the rhythm of the reminders.
    package var recheckInterval: Duration
    /// The time between two notices about the same address to the same provider.
    ///
    /// The next day's notice may carry it sooner, from half of this on.
    package var renoticeInterval: Duration
    /// Days after the first notice before the network above the host is asked.
    ///
    /// Five, so that a week with a weekend in it still leaves the host three working days.
    package var escalateAfterDays: Int
    /// How many rechecks in a row must find it gone: a host that is restarting is not a removal.
    package var goneConfirmations: Int
    /// The shortest time between two rechecks that both count as gone.
    package var goneConfirmationGap: Duration
    /// Days in a row without any answer after which silence counts as gone.
    ///
    /// A timeout alone proves nothing: hosts filter by country, and filters come and go.
    package var unreachableGoneAfterDays: Int
    /// Days after the last recheck that found it gone, on which it is rechecked once more.
    ///
    /// What was removed is often put back; a week finds the quick, a month most of the others.
    /// Empty: gone is the end.
    package var returnRecheckDays: [Int]
    /// Days of the week without notices, 1 for Monday to 7 for Sunday, in UTC.
    ///
    /// Empty: material does not rest at the weekend. Some hotlines agree such days with their
    /// hosts.
    package var quietWeekdays: Set<Int>

    package init(
        mode: NoticeMode = .automatic, bundlingWindow: Duration = .minutes(10),
        firstRecheck: Duration = .hours(1), recheckInterval: Duration = .hours(24),
        renoticeInterval: Duration = .hours(24), escalateAfterDays: Int = 5,
        goneConfirmations: Int = 2, goneConfirmationGap: Duration = .hours(6),
        unreachableGoneAfterDays: Int = 7, returnRecheckDays: [Int] = [7, 30],
        quietWeekdays: Set<Int> = []
    ) {
        self.mode = mode
        self.bundlingWindow = bundlingWindow
        self.firstRecheck = firstRecheck
        self.recheckInterval = recheckInterval
        self.renoticeInterval = renoticeInterval
        self.escalateAfterDays = escalateAfterDays
        self.goneConfirmations = max(1, goneConfirmations)
        self.goneConfirmationGap = goneConfirmationGap
        self.unreachableGoneAfterDays = unreachableGoneAfterDays
        self.returnRecheckDays = returnRecheckDays
        self.quietWeekdays = quietWeekdays
    }
}
