// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Decides whether a sign-in may be tried now: the rules, without clock, lock or database.
///
/// After five failures for one name the next attempts must wait, twice as long each time, up to 15
/// minutes. All names together are bounded too, so that trying one password on many names is slow.
/// Nobody is locked out for good, and whoever is signed in stays so. Names need not exist.
package struct SignInThrottle: Sendable {
    // LIMIT: failures of one name before attempts must wait: people mistype.
    package static let freeFailures = 5
    // LIMIT: seconds an attempt waits at most: an attacker gets 96 guesses a day, a person is back
    // soon.
    package static let waitSecondsMax = 900
    // LIMIT: names remembered, about 1 MB; the one idle for longest is forgotten first.
    package static let namesMax = 10_000
    // LIMIT: attempts of all names in one minute: the whole staff at the start of a shift, not a
    // botnet.
    package static let attemptsPerMinuteMax = 120

    private struct Entry {
        var failures: Int
        var lastAttempt: Timestamp
        var openAt: Timestamp
    }

    private var entries: [String: Entry] = [:]
    private var minuteStart: Timestamp?
    private var minuteAttempts = 0

    package init() {}

    /// Counts an attempt that is about to be made, or says in how many seconds to come back.
    ///
    /// The attempt counts as a failure until `succeeded` says otherwise, so that many at once do
    /// not all pass before the first has failed.
    package mutating func attempt(_ name: String, at now: Timestamp) -> Int? {
        if let start = minuteStart, now - start < .seconds(60), now >= start {
            guard minuteAttempts < Self.attemptsPerMinuteMax else {
                return Self.seconds(from: now, to: start + .seconds(60))
            }
            minuteAttempts += 1
        } else {
            minuteStart = now
            minuteAttempts = 1
        }
        var entry = entries[name] ?? Entry(failures: 0, lastAttempt: now, openAt: now)
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
        makeRoom(for: name)
        entries[name] = entry
        return nil
    }

    /// The attempt was the right person's: the name starts anew.
    package mutating func succeeded(_ name: String) { entries[name] = nil }

    package var namesRemembered: Int { entries.count }

    private mutating func makeRoom(for name: String) {
        guard entries[name] == nil, entries.count >= Self.namesMax,
            let idlest = entries.min(by: { $0.value.lastAttempt < $1.value.lastAttempt })?.key
        else { return }
        entries[idlest] = nil
    }

    private static func seconds(from now: Timestamp, to later: Timestamp) -> Int {
        max(1, Int((later - now).inSeconds.rounded(.up)))
    }
}
