// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Outbound
package import Storage
package import WebAddresses

/// Who runs the server behind an address: directory first, then registry.
package struct Tracer: Sendable {
    let database: any Database
    let fetcher: Fetcher
    let sources: TraceSources
    private let providers = ProviderDirectoryStore()
    private let contacts = AbuseContactStore()

    package init(database: any Database, fetcher: Fetcher, sources: TraceSources) {
        self.database = database
        self.fetcher = fetcher
        self.sources = sources
    }

    /// Looks up the host's addresses; `nil` when its name does not exist.
    /// - Throws: `TakedownError.traceUnavailable` when no name server answered.
    package func resolve(_ host: WebHost) async throws(TakedownError) -> [IPAddress]? {
        do throws(FetchFailure) {
            return try await fetcher.vettedAddresses(of: host)
        } catch {
            switch error {
            case .nameNotFound: return nil
            // A name that points into a private network is nobody's public server.
            case .refusedAddress, .refusedPort: return nil
            // Nobody can say which machine it is on.
            case .onionWithoutProxy: return nil
            case .nameServerFailed, .connectionRefused, .connectionFailed, .proxyFailed, .tls,
                .timedOut, .tooSlow, .tooLarge, .decompressionTooLarge, .tooManyRedirects,
                .redirectLoop, .badRedirect, .protocolError, .cancelled:
                throw .traceUnavailable
            }
        }
    }

    /// Traces a host; `preferred` is the server that was seen giving the material, which counts
    /// when it still is one of the host's addresses.
    ///
    /// Throws `TakedownError.traceUnavailable` when neither directory nor registry answered.
    package func trace(_ host: WebHost, preferred: String? = nil) async throws -> TracedServer {
        guard let addresses = try await resolve(host) else {
            return try await traceByName(host)
        }
        let found = addresses.first { $0.description == preferred } ?? addresses.first
        guard let address = found else {
            return try await traceByName(host)
        }
        let listed = try await database.read { transaction in
            try listedProvider(host, address, in: transaction)
        }
        let country = sources.country(address)
        if let listed, listed.upstream != nil {
            return TracedServer(
                address: address.description, country: country, provider: listed, facts: nil)
        }
        do {
            let facts = try await sources.network(address)
            return TracedServer(
                address: address.description, country: country ?? facts?.country,
                provider: listed, facts: facts,
                failureCode: listed == nil ? facts?.failureCode : nil)
        } catch {
            guard listed == nil else {
                // The directory is enough to write to the host; only the network above is missing.
                return TracedServer(
                    address: address.description, country: country, provider: listed, facts: nil)
            }
            throw TakedownError.traceUnavailable
        }
    }

    /// For a host that has no address; the directory may know its name all the same.
    private func traceByName(_ host: WebHost) async throws -> TracedServer {
        let failure = host.isOnion ? FetchFailure.onionWithoutProxy : .nameNotFound
        let listed = try await database.read { transaction in
            try listedProvider(host, nil, in: transaction)
        }
        return TracedServer(
            address: nil, country: nil, provider: listed, facts: nil,
            failureCode: failure.code)
    }

    /// The domain before the network: a domain's own desk knows more than its data centre's.
    private func listedProvider(
        _ host: WebHost, _ address: IPAddress?, in transaction: any SQLTransaction
    ) throws -> ListedProvider? {
        var provider: HostingProvider?
        if case .name(let name) = host {
            provider = try providers.find(domain: name, in: transaction)
        }
        if provider == nil, let address {
            provider = try providers.find(address, in: transaction)
        }
        guard let provider, let contact = try contacts.find(provider.contactID, in: transaction)
        else { return nil }
        let upstream = try provider.upstreamContactID.flatMap {
            try contacts.find($0, in: transaction)
        }
        return ListedProvider(name: provider.name, contact: contact, upstream: upstream)
    }
}

/// A provider of the directory with its mailboxes.
struct ListedProvider: Sendable, Equatable {
    let name: String
    let contact: AbuseContact
    let upstream: AbuseContact?
}

/// What a trace found, before it is a row.
package struct TracedServer: Sendable, Equatable {
    package let address: String?
    package let country: String?
    let provider: ListedProvider?
    let facts: NetworkFacts?
    let failureCode: String?

    init(
        address: String?, country: String?, provider: ListedProvider?, facts: NetworkFacts?,
        failureCode: String? = nil
    ) {
        self.address = address
        self.country = country
        self.provider = provider
        self.facts = facts
        self.failureCode = failureCode
    }

    package var source: ServerTrace.Source {
        if provider != nil { return .directory }
        return Self.valid(facts?.abuseEmail) == nil ? .nobody : .registry
    }

    /// The mailboxes that answer for the host itself: the directory's and its network's.
    var hostEmails: Set<String> {
        Set(
            [provider?.contact.email, facts?.abuseEmail].compactMap(Self.valid).map {
                $0.lowercased()
            })
    }

    /// The mailbox of the host, found or made.
    func contact(at now: Timestamp, in transaction: any SQLTransaction) throws -> AbuseContact? {
        if let provider { return provider.contact }
        guard let email = Self.valid(facts?.abuseEmail) else { return nil }
        return try AbuseContactStore().findOrInsert(
            email: email, name: facts?.organisation ?? facts?.name ?? email, language: nil,
            at: now, in: transaction)
    }

    /// The mailbox of the network above; never the host's own.
    func upstream(at now: Timestamp, in transaction: any SQLTransaction) throws -> AbuseContact? {
        if let upstream = provider?.upstream { return upstream }
        let host = try contact(at: now, in: transaction)
        // A host that is in the directory without a network above it: its network's own desk is
        // above.
        let candidates = [
            provider == nil ? nil : (facts?.organisation, facts?.abuseEmail),
            (facts?.upstreamName, facts?.upstreamEmail),
        ]
        for case (let name, let email)? in candidates {
            guard let email = Self.valid(email), email.lowercased() != host?.email else { continue }
            return try AbuseContactStore().findOrInsert(
                email: email, name: name ?? email, language: nil, at: now, in: transaction)
        }
        return nil
    }

    /// A mailbox from a registry is as foreign as any other text.
    private static func valid(_ email: String?) -> String? {
        email.flatMap { MailAddress($0)?.text }
    }
}
