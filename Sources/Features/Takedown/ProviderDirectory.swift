// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
import Outbound
package import Storage
import WebAddresses

/// The hotline's own directory of hosts, as people keep it.
package struct ProviderDirectory: Sendable {
    /// A host with everything a page shows.
    package struct Entry: Sendable, Equatable {
        package let provider: HostingProvider
        package let contact: AbuseContact
        package let upstream: AbuseContact?
        package let networks: [String]
        package let domains: [String]
    }

    // LIMIT: characters of a name, and networks and domains of one host: a large host has hundreds.
    private static let nameCharactersMax = 200
    private static let reachMax = 5_000

    let database: any Database
    let audit: AuditTrail
    let time: any TimeSource
    private let contacts = AbuseContactStore()
    private let providers = ProviderDirectoryStore()

    package init(database: any Database, audit: AuditTrail, time: any TimeSource) {
        self.database = database
        self.audit = audit
        self.time = time
    }

    @discardableResult
    package func add(_ draft: HostingProviderDraft, by account: AccountID) async throws
        -> HostingProvider.ID
    {
        let valid = try Self.validated(draft)
        let now = time.now()
        return try await database.write { transaction in
            let provider = try provider(
                HostingProvider.ID(at: now), valid, createdAt: now, at: now, in: transaction)
            try providers.insert(provider, in: transaction)
            try finish(provider, valid, .hostingProviderAdded, by: account, in: transaction)
            return provider.id
        }
    }

    package func change(
        _ id: HostingProvider.ID, to draft: HostingProviderDraft, by account: AccountID
    ) async throws {
        let valid = try Self.validated(draft)
        let now = time.now()
        try await database.write { transaction in
            guard let old = try providers.find(id, in: transaction) else {
                throw TakedownError.notFound
            }
            let provider = try provider(
                id, valid, createdAt: old.createdAt, at: now, in: transaction)
            try providers.update(provider, in: transaction)
            try finish(provider, valid, .hostingProviderChanged, by: account, in: transaction)
        }
    }

    package func remove(_ id: HostingProvider.ID, by account: AccountID) async throws {
        let now = time.now()
        try await database.write { transaction in
            guard try providers.delete(id, in: transaction) else { throw TakedownError.notFound }
            try audit.record(
                AuditEvent(
                    kind: .hostingProviderRemoved, actor: .account(account),
                    subject: .hostingProvider(id), at: now), in: transaction)
        }
    }

    package func entry(_ id: HostingProvider.ID) async throws -> Entry? {
        try await database.read { transaction in
            try providers.find(id, in: transaction).map { try entry($0, in: transaction) }
        }
    }

    /// By name, a page at a time: pass the last entry's name as `after`.
    package func list(after name: String? = nil, limit: Int = 100) async throws -> [Entry] {
        try await database.read { transaction in
            try providers.list(after: name, limit: limit, in: transaction).map {
                try entry($0, in: transaction)
            }
        }
    }

    private func entry(_ provider: HostingProvider, in transaction: any SQLTransaction) throws
        -> Entry
    {
        guard let contact = try contacts.find(provider.contactID, in: transaction) else {
            throw TakedownError.notFound
        }
        return Entry(
            provider: provider, contact: contact,
            upstream: try provider.upstreamContactID.flatMap {
                try contacts.find($0, in: transaction)
            }, networks: try providers.networks(of: provider.id, in: transaction),
            domains: try providers.domains(of: provider.id, in: transaction))
    }

    private func provider(
        _ id: HostingProvider.ID, _ draft: ValidDraft, createdAt: Timestamp, at now: Timestamp,
        in transaction: any SQLTransaction
    ) throws -> HostingProvider {
        let contact = try contacts.findOrInsert(
            email: draft.email, name: draft.name, language: draft.language, at: now,
            in: transaction)
        try contacts.rename(
            contact.id, name: draft.name, language: draft.language, at: now, in: transaction)
        let upstream = try draft.upstream.map { upstream in
            try contacts.findOrInsert(
                email: upstream.email, name: upstream.name, language: nil, at: now,
                in: transaction)
        }
        return HostingProvider(
            id: id, name: draft.name, contactID: contact.id, upstreamContactID: upstream?.id,
            createdAt: createdAt, updatedAt: now)
    }

    private func finish(
        _ provider: HostingProvider, _ draft: ValidDraft, _ kind: AuditKind, by account: AccountID,
        in transaction: any SQLTransaction
    ) throws {
        try providers.setReach(
            of: provider.id, networks: draft.networks, domains: draft.domains, in: transaction)
        try audit.record(
            AuditEvent(
                kind: kind, actor: .account(account), subject: .hostingProvider(provider.id),
                facts: [
                    .networks: "\(draft.networks.count)", .domains: "\(draft.domains.count)",
                ], at: provider.updatedAt), in: transaction)
    }

    private struct ValidDraft {
        var name: String
        var email: String
        var language: Language?
        var upstream: (name: String, email: String)?
        var networks: [AddressRange]
        var domains: [String]
    }

    private static func validated(_ draft: HostingProviderDraft) throws(TakedownError) -> ValidDraft
    {
        guard (1...nameCharactersMax).contains(draft.name.count),
            draft.networks.count <= reachMax, draft.domains.count <= reachMax
        else { throw .badSettings }
        guard MailAddress(draft.email) != nil else { throw .badEmail }
        var upstream: (name: String, email: String)?
        if let email = draft.upstreamEmail, !email.isEmpty {
            guard MailAddress(email) != nil else { throw .badEmail }
            upstream = (draft.upstreamName ?? email, email)
        }
        var networks: [AddressRange] = []
        for text in draft.networks {
            guard let network = AddressRange(text) else { throw .badNetwork }
            networks.append(network)
        }
        var domains: [String] = []
        for text in draft.domains {
            guard case .name(let name)? = WebHost(text) else { throw .badDomain }
            domains.append(name)
        }
        return ValidDraft(
            name: draft.name, email: draft.email, language: draft.language, upstream: upstream,
            networks: networks, domains: domains)
    }
}
