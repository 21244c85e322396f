// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
import NightlightCore
package import Storage

/// Entries that are held back, what is known of each entry, and the record of removals.
extension HashListService {
    /// Entries in quarantine on any list, in the order they were added.
    package func quarantine(
        after: HashEntry.ID? = nil, limit: Int
    ) async throws -> [HashEntry] {
        try await database.read { try quarantine(after: after, limit: limit, in: $0) }
    }

    package func quarantine(
        after: HashEntry.ID? = nil, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        try lists.held(after: after, limit: limit, in: transaction)
    }

    /// Reads what a page shows in one transaction, with what its entries in quarantine collide
    /// with: where the benign lists changed since their pictures were read, once more.
    package func readWithCollisions<Page: Sendable>(
        _ body:
            @escaping @Sendable (CollisionReading, any SQLTransaction) throws -> Page
    ) async throws -> Page {
        let kept = CollisionReading(pictures: await benign.latest, isFinal: false)
        do {
            return try await database.read { try body(kept, $0) }
        } catch is CollisionReading.Outdated {
            let fresh = CollisionReading(
                pictures: try await benign.pictures(from: database), isFinal: true)
            return try await database.read { try body(fresh, $0) }
        }
    }

    /// Lets an entry out of quarantine: it matches from the next look-up on.
    ///
    /// - Parameter actor: somebody with an account. Where the entry collides with what another list
    ///   says, not the one who added it: that is the second person who overrides it.
    /// - Throws: `MatchingError`, with `entryNotHeld` when it is not in quarantine (any more).
    package func release(
        _ id: HashEntry.ID, reason: String, by actor: AuditActor
    ) async throws {
        try Self.check(reason)
        let now = time.now()
        try await database.write { [self] transaction in
            let change = try lists.nextChange(in: transaction)
            guard let entry = try lists.entry(id, in: transaction) else {
                throw MatchingError.entryUnknown
            }
            guard let hold = entry.hold else { throw MatchingError.entryNotHeld }
            guard actor.isSecondPerson(after: hold.cause.first(of: entry)) else {
                throw MatchingError.secondPersonNeeded
            }
            guard try lists.release(id, change: change, at: now, in: transaction) else {
                throw MatchingError.entryNotHeld
            }
            try lists.count(held: -1, of: entry.listID, at: now, in: transaction)
            try note(
                .released, entry, by: actor, reason: reason, cause: hold.cause, at: now,
                in: transaction)
        }
    }

    /// Everything known of one entry.
    package struct EntryHistory: Sendable {
        package let entry: HashEntry
        package let statistics: EntryStatistics
        /// What happened to it after it was added, the oldest first.
        package let events: [HashEntryEvent]
    }

    /// - Throws: `MatchingError.entryUnknown`.
    package func history(of id: HashEntry.ID) async throws -> EntryHistory {
        try await database.read { try history(of: id, in: $0) }
    }

    package func history(
        of id: HashEntry.ID, in transaction: any SQLTransaction
    ) throws -> EntryHistory {
        guard let entry = try lists.entry(id, in: transaction) else {
            throw MatchingError.entryUnknown
        }
        return EntryHistory(
            entry: entry, statistics: try EntryStatisticsStore().find(id, in: transaction),
            events: try events.events(of: id, in: transaction))
    }

    /// The removals from a list in their order: who took what out of use, when and why.
    package func removals(
        from list: HashList.ID, after: HashEntryEvent.ID? = nil, limit: Int
    ) async throws -> [HashRemoval] {
        try await database.read { [events] in
            try events.removals(from: list, after: after, limit: limit, in: $0)
        }
    }

    /// Puts on record that a list, or its removals, left the platform as a file.
    package func recordExport(
        of list: HashList.ID, _ content: ExportContent, format: String, count: Int,
        by actor: AuditActor
    ) async throws {
        let now = time.now()
        try await database.write { [audit] transaction in
            let facts: Facts = [
                .content: content.rawValue, .format: format, .entries: "\(count)",
            ]
            try audit.record(
                .hashList(.hashListExported, list, by: actor, facts, at: now),
                in: transaction)
        }
    }
}

/// What of a list an export has.
package enum ExportContent: String, CaseIterable, Sendable {
    /// Entries in use.
    case used
    /// Withdrawn entries only, for others to withdraw them as well.
    case withdrawn
    /// The record of removals.
    case removals
}

extension HoldCause {
    /// Who may not let the entry out alone.
    fileprivate func first(of entry: HashEntry) -> AuditActor {
        switch self {
        case .benignCollision, .knownCollision, .degenerate: entry.origin.addedBy
        // The platform put it there.
        case .overmatch: .system
        }
    }
}
