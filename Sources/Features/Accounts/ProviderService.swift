// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import Sealing
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
    private let watch: RowWatch
    private let providers: ProviderStore
    private let credentials: ProviderTokenStore

    /// - Parameter sealer: of the purpose `provider`.
    package init(
        database: any Database, audit: AuditTrail, sealer: RowSealer, watch: RowWatch = RowWatch(),
        time: any TimeSource
    ) {
        self.database = database
        self.audit = audit
        self.watch = watch
        self.time = time
        let seals = RowSeals(sealer: sealer, watch: watch)
        providers = ProviderStore(seals: seals)
        credentials = ProviderTokenStore(seals: seals)
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
        return try await writing { [providers, audit] transaction in
            guard try !providers.isTaken(name: name, in: transaction) else {
                throw AccountError.providerNameTaken
            }
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<Self.identifierTriesMax {
                let provider = Provider(
                    id: id, identifier: ProviderIdentifier(using: &generator), name: name,
                    abuseEmail: abuseEmail, language: language, createdAt: now, disabledAt: nil)
                let row = ProviderRow(provider: provider)
                guard try providers.insert(row, in: transaction) else { continue }
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
        try providers.find(id, in: transaction)?.provider
    }

    package func provider(identifier: ProviderIdentifier) async throws -> Provider? {
        try await reading { [providers] in
            try providers.find(identifier: identifier, in: $0)?.provider
        }
    }

    /// Providers in order of registration, `limit` at a time.
    package func list(after: Provider.ID? = nil, limit: Int = 50) async throws -> [Provider] {
        try await reading { [providers] in
            try providers.list(after: after, limit: limit, in: $0).map(\.provider)
        }
    }

    package func tokens(of id: Provider.ID) async throws -> [ProviderToken] {
        try await reading { try tokens(of: id, in: $0) }
    }

    package func tokens(
        of id: Provider.ID, in transaction: any SQLTransaction
    ) throws -> [ProviderToken] {
        try credentials.list(of: id, in: transaction).map(\.token)
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
        let row = ProviderTokenRow(
            prefix: prefix, providerID: id, secretHash: secret.hash, createdAt: now)
        try await writing { [providers, credentials, audit] transaction in
            guard let found = try providers.find(id, locking: true, in: transaction),
                found.provider.disabledAt == nil
            else { throw AccountError.unknownProvider }
            let isNew = try credentials.insert(row, in: transaction)
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
        return try await writing { [credentials, audit] transaction in
            let found = try credentials.find(prefix: prefix, locking: true, in: transaction)
            guard var row = found, row.revokedAt == nil else { return false }
            row.revokedAt = now
            try credentials.update(row, in: transaction)
            let event = AuditEvent.provider(
                .providerTokenRevoked, row.providerID, by: actor, [.token: prefix], at: now)
            try audit.record(event, in: transaction)
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
        let found = try await reading { [providers, credentials] transaction in
            try credentials.find(prefix: prefix, in: transaction).flatMap { row in
                try providers.find(row.providerID, in: transaction).map { (row, $0.provider) }
            }
        }
        guard let (row, provider) = found, SecretToken.areEqual(row.secretHash, secret.hash),
            row.revokedAt == nil, provider.disabledAt == nil
        else { return nil }
        if row.usedAt.map({ now - $0 >= Self.useNoteInterval }) ?? true {
            try await database.write { [credentials] in
                try credentials.noteUse(ofToken: prefix, at: now, in: $0)
            }
        }
        return provider
    }

    private func setDisabled(
        _ disabledAt: Timestamp?, of id: Provider.ID, kind: AuditKind, by actor: AuditActor
    ) async throws -> Bool {
        let now = time.now()
        return try await writing { [providers, audit] transaction in
            guard var row = try providers.find(id, locking: true, in: transaction) else {
                throw AccountError.unknownProvider
            }
            guard (row.provider.disabledAt == nil) != (disabledAt == nil) else { return false }
            row.provider.disabledAt = disabledAt
            row.version += 1
            try providers.update(row, in: transaction)
            try audit.record(.provider(kind, id, by: actor, at: now), in: transaction)
            return true
        }
    }

    private func reading<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await watch.reading(database, audit, time, body)
    }

    private func writing<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLTransaction) throws -> Result
    ) async throws -> Result {
        try await watch.writing(database, audit, time, body)
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
