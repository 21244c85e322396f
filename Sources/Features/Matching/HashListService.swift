// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import Storage

/// Hash lists and their entries: the only writer of their tables.
///
/// Every change is in the audit log, in the change's own transaction.
package struct HashListService: Sendable {
    let database: any Database
    let audit: AuditTrail
    let time: any TimeSource
    let lists = HashListStore()

    package init(database: any Database, audit: AuditTrail, time: any TimeSource) {
        self.database = database
        self.audit = audit
        self.time = time
    }

    /// - Throws: `MatchingError`, with `nameTaken` when there is such a list.
    package func create(_ draft: HashListDraft, by actor: AuditActor) async throws -> HashList {
        try draft.validate()
        let now = time.now()
        let list = HashList(
            id: HashList.ID(at: now), name: draft.name, source: draft.source,
            classification: draft.classification, version: 1,
            isTrusted: draft.settings.isTrusted, isEnabled: draft.settings.isEnabled,
            pdqDistanceMax: draft.settings.pdqDistanceMax,
            pdqQualityMin: draft.settings.pdqQualityMin, entryCount: 0, withdrawnCount: 0,
            createdAt: now, changedAt: now)
        try await database.write { [lists, audit] transaction in
            guard try lists.insert(list, in: transaction) else { throw MatchingError.nameTaken }
            try audit.record(
                Self.event("hash-list.created", list.id, draft.settings.facts, by: actor, at: now),
                in: transaction)
        }
        return list
    }

    package func list(named name: String) async throws -> HashList {
        let found = try await database.read { [lists] in try lists.find(named: name, in: $0) }
        guard let found else { throw MatchingError.listUnknown }
        return found
    }

    package func list(_ id: HashList.ID) async throws -> HashList {
        let found = try await database.read { [lists] in try lists.find(id, in: $0) }
        guard let found else { throw MatchingError.listUnknown }
        return found
    }

    package func all() async throws -> [HashList] {
        try await database.read { [lists] in try lists.list(in: $0) }
    }

    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int
    ) async throws -> [HashEntry] {
        try await database.read { [lists] in
            try lists.entries(of: list, after: after, limit: limit, in: $0)
        }
    }

    /// Changes trust, use or thresholds; the next comparison follows them.
    package func change(
        _ id: HashList.ID, to settings: HashListSettings, by actor: AuditActor
    ) async throws {
        try settings.validate()
        let now = time.now()
        try await database.write { [lists, audit] transaction in
            guard try lists.find(id, in: transaction) != nil else {
                throw MatchingError.listUnknown
            }
            try lists.set(settings, of: id, at: now, in: transaction)
            try audit.record(
                Self.event("hash-list.changed", id, settings.facts, by: actor, at: now),
                in: transaction)
        }
    }

    // LIMIT: characters of a reason: a sentence or two.
    package static let reasonCharactersMax = 500

    /// Takes one fingerprint out of use, for good: it stays on record, and an import of the same
    /// fingerprint does not bring it back.
    ///
    /// Doing it twice changes nothing.
    /// - Throws: `MatchingError.entryUnknown` or `.reasonInvalid`.
    package func withdraw(
        _ fingerprint: Fingerprint, from id: HashList.ID, reason: String, by actor: AuditActor
    ) async throws {
        guard (1...Self.reasonCharactersMax).contains(reason.count) else {
            throw MatchingError.reasonInvalid
        }
        let now = time.now()
        try await database.write { [lists, audit] transaction in
            guard let entry = try lists.entry(fingerprint, of: id, in: transaction) else {
                throw MatchingError.entryUnknown
            }
            guard entry.withdrawnAt == nil else { return }
            let change = try lists.nextChange(in: transaction)
            guard
                try lists.withdraw(
                    entry.id, reason: reason, change: change, at: now, in: transaction)
            else { return }
            try lists.count(added: 0, withdrawn: 1, of: id, at: now, in: transaction)
            try audit.record(
                Self.event(
                    "hash-list.entry-withdrawn", id,
                    ["entry": entry.id.text, "kind": fingerprint.kind.rawValue], by: actor,
                    at: now),
                in: transaction)
        }
    }

    static func event(
        _ kind: String, _ list: HashList.ID, _ facts: [String: String], by actor: AuditActor,
        at now: Timestamp
    ) -> AuditEvent {
        AuditEvent(kind: kind, actor: actor, subject: "hash-list:\(list)", facts: facts, at: now)
    }
}

extension HashListSettings {
    /// For the audit log.
    fileprivate var facts: [String: String] {
        [
            "trusted": "\(isTrusted)", "enabled": "\(isEnabled)",
            "pdq-distance-max": "\(pdqDistanceMax)", "pdq-quality-min": "\(pdqQualityMin)",
        ]
    }
}
