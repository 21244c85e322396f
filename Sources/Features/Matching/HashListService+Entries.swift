// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Storage

/// Entries that people add, take out of use and put back.
extension HashListService {
    // LIMIT: characters of a reason: a sentence or two.
    package static let reasonCharactersMax = 500

    /// What became of an entry that somebody wanted to add.
    package enum Addition: Sendable, Equatable {
        case added(HashEntry)
        /// It collides with what another list says, and is in quarantine.
        case held(HashEntry)
        /// A second person has to confirm it.
        case proposed(HashProposal)
        /// The same waits for a second person already.
        case waiting(HashProposal)
        /// The list has it already, maybe withdrawn; it stays as it is.
        case present(HashEntry)
    }

    /// Adds one entry by hand, or proposes it where the list asks for two people.
    ///
    /// - Parameter note: why, or where it comes from: what the entry's origin will say.
    /// - Throws: `MatchingError`, with `noteInvalid` when there is no note.
    package func add(
        _ fingerprint: Fingerprint, to id: HashList.ID, note: String, by actor: AuditActor
    ) async throws -> Addition {
        guard MatchingText.isLine(note, charactersMax: IncomingEntry.noteCharactersMax) else {
            throw MatchingError.noteInvalid
        }
        let screen = try await EntryScreen.load(
            for: list(id), one: fingerprint, with: benign, from: database)
        let now = time.now()
        return try await database.write { [self] transaction in
            let change = try lists.nextChange(in: transaction)
            guard let list = try lists.lock(id, in: transaction) else {
                throw MatchingError.listUnknown
            }
            if let entry = try lists.entry(fingerprint, of: id, in: transaction) {
                return .present(entry)
            }
            let cause = try screen.causes(of: [fingerprint], in: transaction)[fingerprint]
            switch list.adding {
            case .twoPerson:
                let asked = try propose(
                    .add, on: id, fingerprint, note: note, warning: cause, by: actor, at: now,
                    in: transaction)
                return asked.isNew ? .proposed(asked.proposal) : .waiting(asked.proposal)
            case .onePerson:
                let origin = HashEntry.Origin(
                    importID: nil, addedBy: actor, confirmedBy: nil, category: nil, note: note)
                let entry = try insert(
                    fingerprint, into: id, origin, cause, change: change, by: actor, at: now,
                    in: transaction)
                return cause == nil ? .added(entry) : .held(entry)
            }
        }
    }

    /// Adds an entry with its audit entry; with a cause, into the quarantine.
    func insert(
        _ fingerprint: Fingerprint, into id: HashList.ID, _ origin: HashEntry.Origin,
        _ cause: HoldCause?, change: Int64, by actor: AuditActor, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> HashEntry {
        let entry = HashEntry(
            id: HashEntry.ID(at: now), listID: id, fingerprint: fingerprint, origin: origin,
            addedAt: now, withdrawnAt: nil, withdrawnReason: nil,
            hold: cause.map { HashEntry.Hold(at: now, cause: $0) }, releasedAt: nil)
        guard try lists.insert(entry, change: change, in: transaction) else {
            // Not there for anybody, and yet in the way: an import that is under way has it.
            throw MatchingError.importUnderWay
        }
        try lists.count(
            added: 1, held: cause == nil ? 0 : 1, of: id, at: now, in: transaction)
        var facts: Facts = [.entry: entry.id.text, .kind: fingerprint.kind.rawValue]
        facts[.held] = cause?.rawValue
        try audit.record(
            .hashList(.hashListEntryAdded, id, by: actor, facts, at: now), in: transaction)
        return entry
    }

    /// Takes one fingerprint out of use: it stays on record, and an import of the same fingerprint
    /// does not bring it back.
    ///
    /// One person is enough for that, whatever the list says about adding.
    ///
    /// - Returns: `false` when it was withdrawn before; the first reason stays.
    /// - Throws: `MatchingError.entryUnknown` or `.reasonInvalid`.
    @discardableResult
    package func withdraw(
        _ fingerprint: Fingerprint, from id: HashList.ID, reason: String, by actor: AuditActor
    ) async throws -> Bool {
        try Self.check(reason)
        let now = time.now()
        return try await database.write { [self] transaction in
            let change = try lists.nextChange(in: transaction)
            guard let entry = try lists.entry(fingerprint, of: id, in: transaction) else {
                throw MatchingError.entryUnknown
            }
            let isChanged = try lists.withdraw(
                entry.id, reason: reason, change: change, at: now, in: transaction)
            guard isChanged else { return false }
            try lists.count(
                withdrawn: 1, held: entry.hold == nil ? 0 : -1, of: id, at: now, in: transaction)
            try note(
                .withdrawn, entry, by: actor, reason: reason, cause: entry.hold?.cause, at: now,
                in: transaction)
            return true
        }
    }

    /// What became of a withdrawn entry that somebody wants to use again.
    package enum Restoring: Sendable, Equatable {
        case restored
        /// It is in quarantine again, where it was when it was withdrawn.
        case held(HoldCause)
        /// A second person has to confirm it.
        case proposed(HashProposal)
        /// The same waits for a second person already.
        case waiting(HashProposal)
    }

    /// Uses a withdrawn entry again; where the list asks for two people, once a second confirms.
    ///
    /// - Throws: `MatchingError`, with `entryNotWithdrawn` when there is nothing to undo.
    package func restore(
        _ fingerprint: Fingerprint, on id: HashList.ID, reason: String, by actor: AuditActor
    ) async throws -> Restoring {
        try Self.check(reason)
        let now = time.now()
        return try await database.write { [self] transaction in
            let change = try lists.nextChange(in: transaction)
            guard let list = try lists.lock(id, in: transaction) else {
                throw MatchingError.listUnknown
            }
            switch list.adding {
            case .twoPerson:
                guard let entry = try lists.entry(fingerprint, of: id, in: transaction) else {
                    throw MatchingError.entryUnknown
                }
                guard entry.withdrawnAt != nil else { throw MatchingError.entryNotWithdrawn }
                let asked = try propose(
                    .restore, on: id, fingerprint, note: reason, by: actor, at: now,
                    in: transaction)
                return asked.isNew ? .proposed(asked.proposal) : .waiting(asked.proposal)
            case .onePerson:
                let cause = try restore(
                    fingerprint, on: id, reason: reason, change: change, by: actor, at: now,
                    in: transaction)
                return cause.map { .held($0) } ?? .restored
            }
        }
    }

    /// Uses an entry again, or puts it back into the quarantine that it was withdrawn from: whoever
    /// may not let it out cannot do so on this way either.
    ///
    /// - Returns: why it is in quarantine, if it is.
    @discardableResult
    func restore(
        _ fingerprint: Fingerprint, on id: HashList.ID, reason: String?, change: Int64,
        by actor: AuditActor, at now: Timestamp, in transaction: any SQLTransaction
    ) throws -> HoldCause? {
        guard let entry = try lists.entry(fingerprint, of: id, in: transaction) else {
            throw MatchingError.entryUnknown
        }
        guard try lists.restore(entry.id, change: change, in: transaction) else {
            throw MatchingError.entryNotWithdrawn
        }
        let cause = try events.lastRemoval(of: entry.id, in: transaction)?.cause
        try lists.count(
            withdrawn: -1, held: cause == nil ? 0 : 1, of: id, at: now, in: transaction)
        if let cause {
            _ = try lists.hold(entry.id, cause, change: change, at: now, in: transaction)
        }
        try note(
            cause == nil ? .restored : .held, entry, by: actor, reason: reason, cause: cause,
            at: now, in: transaction)
        return cause
    }

    static func check(_ reason: String) throws(MatchingError) {
        guard MatchingText.isLine(reason, charactersMax: reasonCharactersMax) else {
            throw .reasonInvalid
        }
    }

    /// Puts on record what happened to an entry.
    ///
    /// What a person wrote stays in the table: the log is for ever.
    func note(
        _ kind: HashEntryEvent.Kind, _ entry: HashEntry, by actor: AuditActor, reason: String?,
        cause: HoldCause? = nil, at now: Timestamp, in transaction: any SQLTransaction
    ) throws {
        try HashEntryRecorder(audit: audit).record(
            kind, entry.id, of: entry.listID, entry.fingerprint.kind, by: actor, reason: reason,
            cause: cause, at: now, in: transaction)
    }
}
