// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import Storage

/// Hash lists and their entries: the only writer of their tables.
///
/// Each change and its audit entry are one transaction, and count in the next look-up.
package struct HashListService: Sendable {
    let database: any Database
    let audit: AuditTrail
    let time: any TimeSource
    let lists = HashListStore()
    let imports = HashImportStore()

    package init(database: any Database, audit: AuditTrail, time: any TimeSource) {
        self.database = database
        self.audit = audit
        self.time = time
    }

    /// Makes a list without entries.
    /// - Throws: `MatchingError`, with `nameTaken` when there is such a list.
    package func create(_ draft: HashListDraft, by actor: AuditActor) async throws -> HashList {
        try draft.validate()
        let now = time.now()
        let settings = draft.settings
        let list = HashList(
            id: HashList.ID(at: now), name: draft.name, source: draft.source,
            classification: draft.classification, version: 1, isTrusted: settings.isTrusted,
            isEnabled: settings.isEnabled, pdqDistanceMax: settings.pdqDistanceMax,
            pdqQualityMin: settings.pdqQualityMin, entryCount: 0, withdrawnCount: 0,
            createdAt: now, changedAt: now)
        try await database.write { [lists, audit] transaction in
            _ = try lists.nextChange(in: transaction)
            guard try lists.count(in: transaction) < HashListStore.listsMax else {
                throw MatchingError.tooManyLists
            }
            guard try lists.insert(list, in: transaction) else { throw MatchingError.nameTaken }
            let facts = [
                "classification": list.classification.rawValue, "trusted": "\(list.isTrusted)",
                "enabled": "\(list.isEnabled)", "pdq-distance-max": "\(list.pdqDistanceMax)",
                "pdq-quality-min": "\(list.pdqQualityMin)",
            ]
            try audit.record(
                .hashList("hash-list.created", list.id, by: actor, facts, at: now),
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

    /// Every list, by name.
    package func all() async throws -> [HashList] {
        try await database.read { [lists] in try lists.all(in: $0) }
    }

    /// A list's entries in the order in which they were added, `limit` at a time.
    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int
    ) async throws -> [HashEntry] {
        try await database.read { [lists] in
            try lists.entries(of: list, after: after, limit: limit, in: $0)
        }
    }

    /// The entries with this fingerprint, withdrawn ones too, on every list.
    package func entries(with fingerprint: Fingerprint) async throws -> [HashEntry] {
        try await database.read { [lists] in try lists.entries(with: fingerprint, in: $0) }
    }

    /// A list's imports, the newest first.
    package func imports(of list: HashList.ID, limit: Int) async throws -> [HashImport] {
        try await database.read { [imports] in try imports.list(of: list, limit: limit, in: $0) }
    }

    /// Changes settings; the next look-up follows them.
    ///
    /// Settings that are so already are no change.
    @discardableResult
    package func change(
        _ id: HashList.ID, _ change: HashListChange, by actor: AuditActor
    ) async throws -> HashList {
        try change.validate()
        let now = time.now()
        return try await database.write { [lists, audit] transaction in
            _ = try lists.nextChange(in: transaction)
            guard let list = try lists.lock(id, in: transaction) else {
                throw MatchingError.listUnknown
            }
            let facts = change.facts(comparedWith: list)
            guard !facts.isEmpty else { return list }
            try lists.update(id, change, at: now, in: transaction)
            try audit.record(
                .hashList("hash-list.changed", id, by: actor, facts, at: now), in: transaction)
            return try lists.find(id, in: transaction) ?? list
        }
    }

    // LIMIT: characters of a reason: a sentence or two.
    package static let reasonCharactersMax = 500

    /// Takes one fingerprint out of use, for good: it stays on record, and an import of the same
    /// fingerprint does not bring it back.
    ///
    /// - Returns: `false` when it was withdrawn before; the first reason stays.
    /// - Throws: `MatchingError.entryUnknown` or `.reasonInvalid`.
    @discardableResult
    package func withdraw(
        _ fingerprint: Fingerprint, from id: HashList.ID, reason: String, by actor: AuditActor
    ) async throws -> Bool {
        guard MatchingText.isLine(reason, charactersMax: Self.reasonCharactersMax) else {
            throw MatchingError.reasonInvalid
        }
        let now = time.now()
        return try await database.write { [lists, audit] transaction in
            let change = try lists.nextChange(in: transaction)
            guard let entry = try lists.entry(fingerprint, of: id, in: transaction) else {
                throw MatchingError.entryUnknown
            }
            let isChanged = try lists.withdraw(
                entry.id, reason: reason, change: change, at: now, in: transaction)
            guard isChanged else { return false }
            try lists.count(added: 0, withdrawn: 1, of: id, at: now, in: transaction)
            // What a person wrote stays in the table: the log is for ever.
            let facts = ["entry": entry.id.text, "kind": fingerprint.kind.rawValue]
            try audit.record(
                .hashList("hash-list.entry-withdrawn", id, by: actor, facts, at: now),
                in: transaction)
            return true
        }
    }
}

extension AuditEvent {
    static func hashList(
        _ kind: String, _ list: HashList.ID, by actor: AuditActor, _ facts: [String: String],
        at time: Timestamp
    ) -> AuditEvent {
        AuditEvent(kind: kind, actor: actor, subject: "hash-list:\(list)", facts: facts, at: time)
    }
}
