// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import Storage

/// Providers and the tokens of their machines: the only writer of their tables.
package struct ProviderService: Sendable {
    // LIMIT: tries for a free identifier; a second one is needed once in 28 million.
    private static let identifierTriesMax = 8
    // LIMIT: seconds between two notes that a token is in use; each note is a write.
    private static let useNoteInterval: Duration = .seconds(3_600)
    private static let prefixLength = 12

    private let database: any Database
    private let audit: AuditTrail
    private let time: any TimeSource
    private let providers = ProviderStore()

    package init(database: any Database, audit: AuditTrail, time: any TimeSource) {
        self.database = database
        self.audit = audit
        self.time = time
    }

    package func register(
        name: String, abuseEmail: String? = nil, language: Language, by actor: AuditActor
    ) async throws -> Provider {
        let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        guard (1...AccountLimits.providerNameLengthMax).contains(name.count), isPrintable,
            name.contains(where: { !$0.isWhitespace })
        else { throw AccountError.providerNameInvalid }
        if let abuseEmail, !EmailAddress.isPlausible(abuseEmail) { throw AccountError.emailInvalid }
        let now = time.now()
        let id = Provider.ID(at: now)
        return try await database.write { [providers, audit] transaction in
            guard try !providers.isTaken(name: name, in: transaction) else {
                throw AccountError.providerNameTaken
            }
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<Self.identifierTriesMax {
                let provider = Provider(
                    id: id, identifier: ProviderIdentifier(using: &generator), name: name,
                    abuseEmail: abuseEmail, language: language, createdAt: now, disabledAt: nil)
                guard try providers.insert(provider, in: transaction) else { continue }
                try audit.record(
                    .provider(.providerRegistered, id, by: actor, at: now), in: transaction)
                return provider
            }
            throw StorageError.conflict
        }
    }

    package func provider(
        _ id: Provider.ID, in transaction: any SQLTransaction
    ) throws -> Provider? {
        try providers.find(id, in: transaction)
    }

    package func provider(identifier: ProviderIdentifier) async throws -> Provider? {
        try await database.read { [providers] in try providers.find(identifier: identifier, in: $0)
        }
    }

    /// Providers in order of registration, `limit` at a time.
    package func list(after: Provider.ID? = nil, limit: Int = 50) async throws -> [Provider] {
        try await database.read { [providers] in
            try providers.list(after: after, limit: limit, in: $0)
        }
    }

    package func tokens(of id: Provider.ID) async throws -> [ProviderToken] {
        try await database.read { try tokens(of: id, in: $0) }
    }

    package func tokens(
        of id: Provider.ID, in transaction: any SQLTransaction
    ) throws -> [ProviderToken] {
        try providers.tokens(of: id, in: transaction)
    }

    /// Refuses every token of the provider from now on, until it is enabled again.
    ///
    /// - Returns: `false` when it was so already.
    @discardableResult
    package func disable(_ id: Provider.ID, by actor: AuditActor) async throws -> Bool {
        try await setDisabled(time.now(), of: id, kind: .providerDisabled, by: actor)
    }

    /// - Returns: `false` when it was so already.
    @discardableResult
    package func enable(_ id: Provider.ID, by actor: AuditActor) async throws -> Bool {
        try await setDisabled(nil, of: id, kind: .providerEnabled, by: actor)
    }

    /// A new token, such as `nlp_1f2e3d4c5b6a_…`: shown this once, then known only by its hash.
    package func issueToken(for id: Provider.ID, by actor: AuditActor) async throws -> String {
        let now = time.now()
        let secret = SecretToken.make()
        let prefix = String(SecretToken.make().text.prefix(Self.prefixLength))
        try await database.write { [providers, audit] transaction in
            guard let provider = try providers.find(id, in: transaction),
                provider.disabledAt == nil
            else { throw AccountError.unknownProvider }
            let isNew = try providers.insertToken(
                prefix: prefix, hash: secret.hash, of: id, at: now, in: transaction)
            guard isNew else { throw StorageError.conflict }
            try audit.record(
                .provider(.providerTokenIssued, id, by: actor, [.token: prefix], at: now),
                in: transaction)
        }
        return "nlp_\(prefix)_\(secret.text)"
    }

    /// - Returns: `false` when there is no such token, or it was revoked before.
    @discardableResult
    package func revokeToken(prefix: String, by actor: AuditActor) async throws -> Bool {
        let now = time.now()
        return try await database.write { [providers, audit] transaction in
            guard let id = try providers.revokeToken(prefix: prefix, at: now, in: transaction)
            else { return false }
            try audit.record(
                .provider(.providerTokenRevoked, id, by: actor, [.token: prefix], at: now),
                in: transaction)
            return true
        }
    }

    /// The provider whose token this is; `nil` for any other text, and for one revoked or disabled.
    package func authenticate(token text: String) async throws -> Provider? {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "nlp", parts[1].utf8.count == Self.prefixLength,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let secret = SecretToken(String(parts[2]))
        else { return nil }
        let prefix = String(parts[1])
        let now = time.now()
        let found = try await database.read { [providers] transaction in
            try providers.token(prefix: prefix, in: transaction).flatMap { row in
                try providers.find(row.providerID, in: transaction).map { (row, $0) }
            }
        }
        guard let (row, provider) = found, SecretToken.areEqual(row.hash, secret.hash),
            row.revokedAt == nil, provider.disabledAt == nil
        else { return nil }
        if row.usedAt.map({ now - $0 >= Self.useNoteInterval }) ?? true {
            try await database.write { [providers] in
                try providers.noteUse(ofToken: prefix, at: now, in: $0)
            }
        }
        return provider
    }

    private func setDisabled(
        _ disabledAt: Timestamp?, of id: Provider.ID, kind: AuditKind, by actor: AuditActor
    ) async throws -> Bool {
        let now = time.now()
        return try await database.write { [providers, audit] transaction in
            guard let provider = try providers.find(id, in: transaction) else {
                throw AccountError.unknownProvider
            }
            guard (provider.disabledAt == nil) != (disabledAt == nil) else { return false }
            try providers.setDisabled(disabledAt, of: id, in: transaction)
            try audit.record(.provider(kind, id, by: actor, at: now), in: transaction)
            return true
        }
    }
}

extension AuditEvent {
    static func provider(
        _ kind: AuditKind, _ id: Provider.ID, by actor: AuditActor, _ facts: Facts = [:],
        at time: Timestamp
    ) -> AuditEvent {
        AuditEvent(kind: kind, actor: actor, subject: .provider(id), facts: facts, at: time)
    }
}
