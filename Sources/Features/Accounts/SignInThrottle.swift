// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Decides whether a sign-in may be tried now: the rules, without clock, lock or database.
///
/// After five failures in one lane the next attempts must wait, twice as long each time, up to 15
/// minutes. Nothing is bounded for all names together, which would be a way to keep everybody out.
/// Nobody is locked out for good, and whoever is signed in stays so. Names need not exist.
package struct SignInThrottle: Sendable {
    // LIMIT: failures of one lane before attempts must wait: people mistype.
    package static let freeFailures = 5
    // LIMIT: seconds an attempt waits at most: an attacker gets 96 guesses a day, a person is back
    // soon.
    package static let waitSecondsMax = 900
    // LIMIT: lanes remembered, about 1 MB. The one with the fewest failures is forgotten first, and
    // of those the one idle for longest: made-up names do not wash out one that is being attacked.
    package static let lanesMax = 10_000

    private struct Entry {
        var failures: Int
        var lastAttempt: Timestamp
        var openAt: Timestamp
    }

    private var entries: [SignInLane: Entry] = [:]

    package init() {}

    /// Counts an attempt that is about to be made, or says in how many seconds to come back.
    ///
    /// The attempt counts as a failure until `succeeded` says otherwise, so that many at once do
    /// not all pass before the first has failed.
    package mutating func attempt(_ lane: SignInLane, at now: Timestamp) -> Int? {
        var entry = entries[lane] ?? Entry(failures: 0, lastAttempt: now, openAt: now)
        if now < entry.openAt { return Self.seconds(from: now, to: entry.openAt) }
        // A quiet day forgives: the count would otherwise follow a person for months.
        if now - entry.lastAttempt > .days(1) { entry.failures = 0 }
        entry.failures += 1
        entry.lastAttempt = now
        let excess = entry.failures - Self.freeFailures
        if excess >= 0 {
            let seconds = min(Self.waitSecondsMax, 15 << min(excess, 10))
            entry.openAt = now + .seconds(seconds)
        }
        makeRoom(for: lane)
        entries[lane] = entry
        return nil
    }

    /// The attempt was the right person's: the lane starts anew.
    package mutating func succeeded(_ lane: SignInLane) { entries[lane] = nil }

    package var lanesRemembered: Int { entries.count }

    /// A tenth goes at once, so that the search is seldom made.
    private mutating func makeRoom(for lane: SignInLane) {
        guard entries[lane] == nil, entries.count >= Self.lanesMax else { return }
        let expendable = entries.sorted {
            ($0.value.failures, $0.value.lastAttempt) < ($1.value.failures, $1.value.lastAttempt)
        }
        for (lane, _) in expendable.prefix(Self.lanesMax / 10) { entries[lane] = nil }
    }

    private static func seconds(from now: Timestamp, to later: Timestamp) -> Int {
        max(1, Int((later - now).inSeconds.rounded(.up)))
    }
}
