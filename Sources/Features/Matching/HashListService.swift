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
    let proposals = HashProposalStore()
    let events = HashEntryEventStore()
    let benign: BenignPictureIndex

    package init(database: any Database, audit: AuditTrail, time: any TimeSource) {
        self.init(database: database, audit: audit, time: time, benign: BenignPictureIndex())
    }

    init(
        database: any Database, audit: AuditTrail, time: any TimeSource, benign: BenignPictureIndex
    ) {
        self.database = database
        self.audit = audit
        self.time = time
        self.benign = benign
    }

    /// Makes a list without entries.
    /// - Throws: `MatchingError`, with `nameTaken` when there is such a list.
    package func create(_ draft: HashListDraft, by actor: AuditActor) async throws -> HashList {
        try draft.validate()
        let now = time.now()
        let settings = draft.settings
        let list = HashList(
            id: HashList.ID(at: now), name: draft.name, source: draft.source,
            classification: draft.classification, kind: draft.kind, againstID: draft.against,
            adding: settings.adding
                ?? .standard(for: draft.kind, isTrusted: settings.isTrusted),
            version: 1, isTrusted: settings.isTrusted, isEnabled: settings.isEnabled,
            pdqDistanceMax: settings.pdqDistanceMax, pdqQualityMin: settings.pdqQualityMin,
            entryCount: 0, withdrawnCount: 0, heldCount: 0, createdAt: now, changedAt: now)
        try await database.write { [lists, audit] transaction in
            _ = try lists.nextChange(in: transaction)
            guard try lists.count(in: transaction) < HashListStore.listsMax else {
                throw MatchingError.tooManyLists
            }
            if let against = list.againstID {
                guard try lists.find(against, in: transaction)?.kind == .known else {
                    throw MatchingError.kindInvalid
                }
            }
            guard try lists.insert(list, in: transaction) else { throw MatchingError.nameTaken }
            let facts: Facts = [
                .classification: list.classification.rawValue, .trusted: "\(list.isTrusted)",
                .enabled: "\(list.isEnabled)", .pdqDistanceMax: "\(list.pdqDistanceMax)",
                .pdqQualityMin: "\(list.pdqQualityMin)", .kind: list.kind.rawValue,
                .adding: list.adding.rawValue,
            ]
            try audit.record(
                .hashList(.hashListCreated, list.id, by: actor, facts, at: now),
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
        try await database.read { try list(id, in: $0) }
    }

    package func list(_ id: HashList.ID, in transaction: any SQLTransaction) throws -> HashList {
        guard let list = try lists.find(id, in: transaction) else {
            throw MatchingError.listUnknown
        }
        return list
    }

    /// Every list, by name.
    package func all() async throws -> [HashList] {
        try await database.read { try all(in: $0) }
    }

    package func all(in transaction: any SQLTransaction) throws -> [HashList] {
        try lists.list(in: transaction)
    }

    /// A list's entries in the order in which they were added, `limit` at a time.
    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int
    ) async throws -> [HashEntry] {
        try await database.read { try entries(of: list, after: after, limit: limit, in: $0) }
    }

    package func entries(
        of list: HashList.ID, after: HashEntry.ID? = nil, limit: Int,
        in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        try lists.entries(of: list, after: after, limit: limit, in: transaction)
    }

    /// The entries with this fingerprint, withdrawn ones too, on every list.
    package func entries(with fingerprint: Fingerprint) async throws -> [HashEntry] {
        try await database.read { try entries(with: fingerprint, in: $0) }
    }

    package func entries(
        with fingerprint: Fingerprint, in transaction: any SQLTransaction
    ) throws -> [HashEntry] {
        try lists.entries(with: fingerprint, in: transaction)
    }

    /// A list's imports, the newest first.
    package func imports(of list: HashList.ID, limit: Int) async throws -> [HashImport] {
        try await database.read { try imports(of: list, limit: limit, in: $0) }
    }

    package func imports(
        of list: HashList.ID, limit: Int, in transaction: any SQLTransaction
    ) throws -> [HashImport] {
        try imports.list(of: list, limit: limit, in: transaction)
    }

    /// What became of settings that somebody wanted to change.
    package struct Changing: Sendable {
        /// The list as it is now.
        package let list: HashList
        /// Whether a setting changed, or a proposal waits that did not wait before.
        package let isNew: Bool
    }

    /// Changes settings; the next look-up follows them.
    ///
    /// Settings that are so already are no change. What needs a second person (see
    /// `HashListChange`) stays as it is and becomes a proposal.
    @discardableResult
    package func change(
        _ id: HashList.ID, _ change: HashListChange, by actor: AuditActor
    ) async throws -> Changing {
        try change.validate()
        let now = time.now()
        return try await database.write { [self] transaction in
            _ = try lists.nextChange(in: transaction)
            guard let list = try lists.lock(id, in: transaction) else {
                throw MatchingError.listUnknown
            }
            guard change.isTrusted != true || list.kind == .known else {
                throw MatchingError.kindInvalid
            }
            var alone = change
            var isNew = false
            for action in alone.takeWhatNeedsTwo(on: list, by: actor) {
                let asked = try propose(action, on: id, by: actor, at: now, in: transaction)
                isNew = isNew || asked.isNew
            }
            let changed = try apply(alone, to: list, by: actor, at: now, in: transaction)
            return Changing(list: changed, isNew: isNew || changed.version != list.version)
        }
    }

    /// Writes settings and their audit entry.
    func apply(
        _ change: HashListChange, to list: HashList, by actor: AuditActor, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> HashList {
        let facts = change.facts(comparedWith: list)
        guard !facts.isEmpty else { return list }
        try lists.update(list.id, change, at: now, in: transaction)
        try audit.record(
            .hashList(.hashListChanged, list.id, by: actor, facts, at: now), in: transaction)
        return try lists.find(list.id, in: transaction) ?? list
    }
}

extension AuditEvent {
    static func hashList(
        _ kind: AuditKind, _ list: HashList.ID, by actor: AuditActor, _ facts: Facts,
        at time: Timestamp
    ) -> AuditEvent {
        AuditEvent(kind: kind, actor: actor, subject: .hashList(list), facts: facts, at: time)
    }
}
