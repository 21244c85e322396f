// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import WebAddresses

/// Asks the registries of networks and domains who answers for one, by RDAP (RFC 9082, RFC 9083).
///
/// Registries are asked through the `Fetcher`, like every other host: what they link and redirect
/// to is vetted too. Answers are remembered for a day, and a registry that says 429 is not asked
/// again before it said.
package struct RegistryClient: Sendable {
    // LIMIT: bytes of an answer; the largest have some ten thousand.
    private static let answerBytesMax = 2 << 20

    // LIMIT: labels taken off a name to find the domain it was registered as.
    private static let domainQueriesMax = 4

    private let bootstrap: RegistryBootstrap
    private let fetcher: Fetcher
    private let time: any TimeSource
    private let cache = RegistryCache()

    package init(
        bootstrap: RegistryBootstrap, fetcher: Fetcher, time: any TimeSource = SystemTime()
    ) {
        self.bootstrap = bootstrap
        self.fetcher = fetcher
        self.time = time
    }

    /// The smallest registered network that holds the address.
    package func network(for ip: IPAddress) async throws(RegistryFault) -> NetworkRecord {
        let ip = ip.unmapped
        guard let base = bootstrap.base(for: ip), let query = base.resolving("ip/\(ip)") else {
            throw .noRegistry
        }
        return try await network(at: query, holding: ip)
    }

    /// The next larger network, whose holder answers for this one's; `nil` when there is none to
    /// ask.
    package func parent(of network: NetworkRecord) async throws(RegistryFault) -> NetworkRecord? {
        guard let address = network.parentAddress else { return nil }
        let parent = try await self.network(at: address, holding: network.startAddress)
        // A link to itself, or to something smaller, leads nowhere.
        let isLarger = parent.contains(network.endAddress) && parent.handle != network.handle
        return isLarger ? parent : nil
    }

    /// The registered domain that a host name belongs to.
    package func domain(_ name: String) async throws(RegistryFault) -> DomainRecord {
        guard case .name(let host)? = WebHost(name), let base = bootstrap.base(forDomain: host)
        else { throw .noRegistry }
        var labels = host.split(separator: ".")
        for _ in 0..<Self.domainQueriesMax where labels.count >= 2 {
            do throws(RegistryFault) {
                return try await domain(at: base, named: labels.joined(separator: "."))
            } catch {
                guard error == .notFound else { throw error }
            }
            labels.removeFirst()
        }
        throw .notFound
    }

    private func domain(
        at base: WebAddress, named name: String
    ) async throws(RegistryFault) -> DomainRecord {
        guard let query = base.resolving("domain/\(name)") else { throw .noRegistry }
        let now = time.now()
        if case .domain(let record)? = await cache.record(for: query.text, at: now) {
            return record
        }
        let (answer, _) = try await ask(query)
        guard let record = answer.domain(named: name) else { throw .badAnswer }
        await cache.store(.domain(record), for: query.text, at: now)
        return record
    }

    private func network(
        at query: WebAddress, holding ip: IPAddress
    ) async throws(RegistryFault) -> NetworkRecord {
        let now = time.now()
        if case .network(let record)? = await cache.record(for: query.text, at: now) {
            return record
        }
        let (answer, source) = try await ask(query)
        guard let record = answer.network(holding: ip, at: source) else { throw .badAnswer }
        await cache.store(.network(record), for: query.text, at: now)
        return record
    }

    private func ask(
        _ query: WebAddress
    ) async throws(RegistryFault) -> (RegistryAnswer, source: WebAddress) {
        if let moment = await cache.pause(of: query.origin, at: time.now()) {
            throw .tooManyRequests(until: moment)
        }
        let limits = FetchLimits(bodyBytesMax: Self.answerBytesMax, deadline: .seconds(30))
        let outcome = await fetcher.fetch(
            query, limits: limits, accept: "application/rdap+json, application/json;q=0.9")
        let resource: FetchedResource
        switch outcome {
        case .fetched(let fetched): resource = fetched
        case .failed(let failure): throw .unreachable(failure)
        }
        switch resource.status {
        case 200: return (try RegistryAnswer(parsing: resource.body), resource.final)
        case 404: throw .notFound
        case 429, 503:
            let now = time.now()
            let wish = resource.retryAfter ?? .delay(.minutes(5))
            let moment = wish.moment(from: now)
            await cache.pause(resource.final.origin, until: moment)
            await cache.pause(query.origin, until: moment)
            throw .tooManyRequests(until: moment)
        default: throw .refused(status: resource.status)
        }
    }
}
