// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import PerceptualHashing
package import Storage

/// When an entry attracts so many distinct media that it says more about itself than about them.
package struct OvermatchLimits: Sendable, Equatable {
    /// Distinct files, by SHA-256, that one entry may match within the window.
    package var mediaMax: Int
    /// Of those, pictures that differ from one another by more than the list's own threshold:
    /// copies of one picture are alike, strangers that an empty fingerprint attracts are not.
    package var strangersMax: Int
    /// The window, in hours.
    package var windowHours: Int

    package init(mediaMax: Int = 50, strangersMax: Int = 10, windowHours: Int = 24) {
        self.mediaMax = mediaMax
        self.strangersMax = strangersMax
        self.windowHours = windowHours
    }
}

/// Puts entries into quarantine that match far too much, in the transaction that records the match
/// which was one too many.
package struct OvermatchGuard: Sendable {
    private let limits: OvermatchLimits
    private let audit: AuditTrail
    private let lists = HashListStore()

    package init(limits: OvermatchLimits, audit: AuditTrail) {
        self.limits = limits
        self.audit = audit
    }

    /// Looks at the entries that were just matched; those of exact kinds match one file each.
    ///
    /// - Returns: the entries that are in quarantine from now on.
    @discardableResult
    package func look(
        at matches: [Match], at now: Timestamp, in transaction: any SQLTransaction
    ) throws -> [HashEntry.ID] {
        var held: [HashEntry.ID] = []
        for match in matches where match.kind == .pdq {
            guard let entry = try lists.entry(match.entryID, in: transaction), entry.isInUse,
                let list = try lists.find(entry.listID, in: transaction)
            else { continue }
            // What a person has looked at and let out begins anew.
            let since = max(
                now - .hours(limits.windowHours),
                entry.releasedAt ?? Timestamp(microsecondsSinceEpoch: 0))
            let matched = try matched(by: entry.id, since: since, in: transaction)
            let isTooMuch =
                matched.count > limits.mediaMax
                || strangers(in: matched.compactMap(\.self), apart: list.pdqDistanceMax)
                    > limits.strangersMax
            guard isTooMuch else { continue }
            let change = try lists.nextChange(in: transaction)
            guard try lists.hold(entry.id, .overmatch, change: change, at: now, in: transaction)
            else { continue }
            try lists.count(held: 1, of: list.id, at: now, in: transaction)
            try HashEntryRecorder(audit: audit).record(
                .held, entry.id, of: list.id, .pdq, by: .system, cause: .overmatch, at: now,
                in: transaction)
            held.append(entry.id)
        }
        return held
    }

    /// The media that an entry matched, the latest first, each by its picture's fingerprint; `nil`
    /// for a video, which counts as a file and is nobody's stranger.
    private func matched(
        by entry: HashEntry.ID, since: Timestamp, in transaction: any SQLTransaction
    ) throws -> [PDQHash?] {
        try transaction.values(
            """
            SELECT f.pdq FROM media_match AS m JOIN media AS f ON f.id = m.media_id
            WHERE m.entry_id = \(entry) AND m.found_at > \(since) AND m.set_aside_by IS NULL
            ORDER BY m.found_at DESC LIMIT \(limits.mediaMax + 1)
            """, as: [UInt8]?.self
        ).map { bytes in bytes.flatMap { PDQHash(bytes: $0) } }
    }

    /// How many of them can be chosen so that each two are strangers: at least so many.
    private func strangers(in matched: [PDQHash], apart: Int) -> Int {
        var chosen: [PDQHash] = []
        for hash in matched where chosen.allSatisfy({ $0.distance(to: hash) > apart }) {
            chosen.append(hash)
        }
        return chosen.count
    }
}
