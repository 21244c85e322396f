// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import Storage

/// Lists of fingerprints and their entries: the only writer of their tables.
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
    ///
    /// - Parameter isTrusted: whether its matches alone are enough to act on.
    package func create(
        name: String, source: String, classification: HashListClassification,
        isTrusted: Bool = false, pdqDistanceMax: Int = MatchingLimits.pdqDistanceMax,
        pdqQualityMin: Int = MatchingLimits.pdqQualityMin, by actor: AuditActor
    ) async throws -> HashList {
        guard MatchingText.isAcceptable(name, lengthMax: MatchingLimits.nameLengthMax) else {
            throw MatchingError.nameInvalid
        }
        var settings = HashListChange()
        settings.source = source
        settings.pdqDistanceMax = pdqDistanceMax
        settings.pdqQualityMin = pdqQualityMin
        try settings.validate()
        let now = time.now()
        let list = HashList(
            id: HashList.ID(at: now), name: name, source: source, classification: classification,
            version: 0, isTrusted: isTrusted, isEnabled: true, pdqDistanceMax: pdqDistanceMax,
            pdqQualityMin: pdqQualityMin, entryCount: 0, withdrawnCount: 0, createdAt: now,
            changedAt: now)
        return try await database.write { [lists, audit] transaction in
            _ = try lists.nextGeneration(in: transaction)
            guard try lists.count(in: transaction) < MatchingLimits.listsMax else {
                throw MatchingError.tooManyLists
            }
            guard try lists.insert(list, in: transaction) else { throw MatchingError.nameTaken }
            let facts = [
                "classification": classification.rawValue, "trusted": "\(isTrusted)",
                "pdq-distance-max": "\(pdqDistanceMax)", "pdq-quality-min": "\(pdqQualityMin)",
            ]
            try audit.record(
                .hashList("hash-list.created", list.id, by: actor, facts, at: now),
                in: transaction)
            return list
        }
    }

    /// Every list, by name.
    package func all() async throws -> [HashList] {
        try await database.read { [lists] in try lists.all(in: $0) }
    }

    package func list(_ id: HashList.ID) async throws -> HashList? {
        try await database.read { [lists] in try lists.find(id, in: $0) }
    }

    package func list(named name: String) async throws -> HashList? {
        try await database.read { [lists] in try lists.find(name: name, in: $0) }
    }

    /// Changes settings; settings that are so already are no change.
    @discardableResult
    package func change(
        _ id: HashList.ID, _ change: HashListChange, by actor: AuditActor
    ) async throws -> HashList {
        try change.validate()
        let now = time.now()
        return try await database.write { [lists, audit] transaction in
            _ = try lists.nextGeneration(in: transaction)
            guard let list = try lists.lock(id, in: transaction) else {
                throw MatchingError.unknownList
            }
            let facts = change.facts(comparedWith: list)
            guard !facts.isEmpty else { return list }
            try lists.update(id, change, at: now, in: transaction)
            try audit.record(
                .hashList("hash-list.changed", id, by: actor, facts, at: now), in: transaction)
            return try lists.find(id, in: transaction) ?? list
        }
    }

    /// A disabled list does not match from the next look-up on.
    package func setEnabled(
        _ isEnabled: Bool, of id: HashList.ID, by actor: AuditActor
    ) async throws {
        var change = HashListChange()
        change.isEnabled = isEnabled
        try await self.change(id, change, by: actor)
    }

    package func setTrusted(
        _ isTrusted: Bool, of id: HashList.ID, by actor: AuditActor
    ) async throws {
        var change = HashListChange()
        change.isTrusted = isTrusted
        try await self.change(id, change, by: actor)
    }

    /// A list's entries in the order they were added, `limit` at a time.
    package func entries(
        of id: HashList.ID, after: HashEntry.ID? = nil, limit: Int = 50
    ) async throws -> [HashEntry] {
        try await database.read { [lists] in
            try lists.entries(of: id, after: after, limit: limit, in: $0)
        }
    }

    /// The entries with this fingerprint, withdrawn ones too, on every list.
    package func entries(with fingerprint: Fingerprint) async throws -> [HashEntry] {
        try await database.read { [lists] in try lists.entries(with: fingerprint, in: $0) }
    }

    /// A list's imports, the newest first.
    package func imports(of id: HashList.ID, limit: Int = 10) async throws -> [HashImport] {
        try await database.read { [imports] in try imports.list(of: id, limit: limit, in: $0) }
    }

    /// Takes an entry out of matching for good; it stays on record with the reason.
    ///
    /// The same fingerprint imported again stays withdrawn.
    ///
    /// - Parameter reason: of the entry's being wrong; the audit log names only the entry.
    package func withdraw(
        _ id: HashEntry.ID, reason: String, by actor: AuditActor
    ) async throws {
        guard MatchingText.isAcceptable(reason, lengthMax: MatchingLimits.textLengthMax) else {
            throw MatchingError.reasonInvalid
        }
        let now = time.now()
        try await database.write { [lists, audit] transaction in
            let change = try lists.nextGeneration(in: transaction)
            guard let entry = try lists.entry(id, in: transaction) else {
                throw MatchingError.unknownEntry
            }
            let isChanged = try lists.withdraw(
                id, reason: reason, change: change, at: now, in: transaction)
            guard isChanged else { throw MatchingError.alreadyWithdrawn }
            try lists.count(withdrawn: 1, of: entry.listID, at: now, in: transaction)
            let facts = ["entry": id.text, "kind": entry.fingerprint.kind.rawValue]
            try audit.record(
                .hashList("hash-list.entry-withdrawn", entry.listID, by: actor, facts, at: now),
                in: transaction)
        }
    }
}

extension AuditEvent {
    static func hashList(
        _ kind: String, _ id: HashList.ID, by actor: AuditActor, _ facts: [String: String],
        at time: Timestamp
    ) -> AuditEvent {
        AuditEvent(kind: kind, actor: actor, subject: "hash-list:\(id)", facts: facts, at: time)
    }
}
