// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// Fetches what strangers point at without letting them point it anywhere.
///
/// For every request on the way: the port must be allowed; the name is looked up once; every
/// address it has is vetted, and one private one refuses the name, because an honest name has none;
/// the connection goes to an address that was vetted, whatever the name system says by then; a
/// socket is made for no other, and once connected, the peer is compared once more before the
/// request is sent. Redirects are followed here, one vetted request at a time, from https to http
/// as well: nothing is sent that https would protect. No cookie, no referrer, no credentials; every
/// request has a connection of its own. Answers are read by libcurl, as leniently as the web needs;
/// an answer whose status is no success counts even when its body cannot be read.
package struct Fetcher: Sendable {
    let policy: OutboundPolicy
    let resolver: Resolver
    let addressGuard: AddressGuard
    private let transfers = TransferLoop()

    package init(policy: OutboundPolicy, resolver: Resolver) {
        self.policy = policy
        self.resolver = resolver
        addressGuard = policy.addressGuard
    }

    // LIMIT: addresses of one name that are tried when connections fail.
    private static let addressesTriedMax = 3

    /// Fetches one address, following redirects.
    ///
    /// Never outlives its deadline by more than it takes to close a connection. `accept` is the
    /// header of that name; registries answer by it.
    package func fetch(
        _ address: WebAddress, limits: FetchLimits = FetchLimits(), accept: String = "*/*"
    ) async -> FetchOutcome {
        do throws(FetchFailure) {
            return .fetched(try await follow(address, limits: limits, accept: accept))
        } catch {
            return .failed(Task.isCancelled ? .cancelled : error)
        }
    }

    /// Tries addresses in order until one answers at all.
    ///
    /// So an address that was typed without a scheme is first asked for by https, then by http. The
    /// failure given is the first one's, and the deadline that of all together.
    package func fetch(
        firstOf addresses: [WebAddress], limits: FetchLimits = FetchLimits()
    ) async -> FetchOutcome {
        let end = ContinuousClock.now + limits.deadline
        var limits = limits
        var failure: FetchFailure?
        for address in addresses {
            limits.deadline = end - .now
            if limits.deadline <= .zero, let failure { return .failed(failure) }
            switch await fetch(address, limits: limits) {
            case .fetched(let resource): return .fetched(resource)
            case .failed(let reason):
                failure = failure ?? reason
                // Only what the other scheme could change is worth a second try.
                switch reason {
                case .connectionRefused, .connectionFailed, .tls, .timedOut, .protocolError,
                    .refusedPort:
                    continue
                case .nameNotFound, .nameServerFailed, .refusedAddress, .onionWithoutProxy,
                    .proxyFailed, .tooSlow, .tooLarge, .decompressionTooLarge, .tooManyRedirects,
                    .redirectLoop, .badRedirect, .cancelled:
                    return .failed(failure ?? reason)
                }
            }
        }
        return .failed(failure ?? .badRedirect)
    }

    private func follow(
        _ start: WebAddress, limits: FetchLimits, accept: String
    ) async throws(FetchFailure) -> FetchedResource {
        let deadline = ContinuousClock.now + limits.deadline
        var address = start
        var hops: [Hop] = []
        var seen: Set<WebAddress> = [start]
        while true {
            let request = HopRequest(
                address: address, accept: accept, limits: limits, deadline: deadline)
            let (answer, ip) = try await ask(request)
            hops.append(Hop(address: address, ip: ip, status: answer.status))
            let refresh = answer.refresh.flatMap { address.resolving($0.target) }
            let next: WebAddress
            if let location = answer.location {
                guard let target = address.resolving(location) else { throw .badRedirect }
                next = target
            } else if let refresh, refresh != address, answer.isPassedOver {
                next = refresh
            } else {
                return FetchedResource(
                    final: address, hops: hops, status: answer.status,
                    contentType: answer.contentType, retryAfter: answer.retryAfter,
                    refresh: refresh == address ? nil : refresh, body: answer.body,
                    bodyFailure: answer.bodyFailure)
            }
            guard seen.insert(next).inserted else { throw .redirectLoop }
            guard hops.count <= limits.redirectsMax else { throw .tooManyRedirects }
            address = next
        }
    }

    /// One request, at the first vetted address that takes a connection.
    private func ask(
        _ request: HopRequest
    ) async throws(FetchFailure) -> (HopAnswer, IPAddress?) {
        let address = request.address
        guard policy.allowedPorts.contains(address.port) else { throw .refusedPort }
        if policy.proxy?.looksUpNames == true, case .name = address.host {
            // The proxy may well know it: what it finds cannot be vetted, so its name has to be.
            guard !address.host.isPrivateName else { throw .refusedAddress }
            return (try await send(request, to: nil), nil)
        }
        let vetted = try await vettedAddresses(of: address.host, before: request.deadline)
        var failure = FetchFailure.connectionFailed
        for ip in vetted.prefix(Self.addressesTriedMax) {
            do throws(FetchFailure) {
                return (try await send(request, to: ip), ip)
            } catch {
                failure = error
                guard error == .connectionRefused || error == .connectionFailed else { break }
            }
        }
        throw failure
    }

    /// Looks a host up once and vets every address: the pattern of every connection out.
    package func vettedAddresses(
        of host: WebHost, before deadline: ContinuousClock.Instant? = nil
    ) async throws(FetchFailure) -> [IPAddress] {
        if let deadline, deadline <= .now { throw .timedOut }
        if host.isOnion { throw .onionWithoutProxy }
        let addresses: [IPAddress]
        do throws(ResolutionFailure) {
            addresses = try await resolver.addresses(of: host).map(\.unmapped)
        } catch {
            switch error {
            case .notFound: throw .nameNotFound
            case .serverFailed: throw .nameServerFailed
            case .timedOut: throw .timedOut
            }
        }
        guard addresses.allSatisfy(addressGuard.isAllowed) else { throw .refusedAddress }
        return addresses
    }

    /// One request on a connection of its own, to the address given or to nobody.
    private func send(
        _ request: HopRequest, to ip: IPAddress?
    ) async throws(FetchFailure) -> HopAnswer {
        let proxy = try await proxyRoute()
        guard request.deadline > .now else { throw .timedOut }
        let end = await transfers.run(
            Transfer(
                address: request.address, accept: request.accept, userAgent: policy.userAgent,
                certificatesPath: policy.certificatesPath, limits: request.limits,
                deadline: request.deadline, ip: ip, proxy: proxy))
        return try HopAnswer(end)
    }

    /// The way through the proxy, whose name is looked up like any other; it is the operator's own,
    /// and so is not vetted.
    private func proxyRoute() async throws(FetchFailure) -> Transfer.ProxyRoute? {
        guard let proxy = policy.proxy else { return nil }
        if let address = IPAddress(proxy.host) {
            return Transfer.ProxyRoute(proxy: proxy, addresses: [address])
        }
        // RFC 6761: the name is this machine's, and no name server's.
        if proxy.host == "localhost" {
            let addresses = ["127.0.0.1", "::1"].compactMap { IPAddress($0) }
            return Transfer.ProxyRoute(proxy: proxy, addresses: addresses)
        }
        do throws(ResolutionFailure) {
            let addresses = try await resolver.addresses(of: .name(proxy.host))
            return Transfer.ProxyRoute(proxy: proxy, addresses: addresses)
        } catch {
            throw .proxyFailed
        }
    }
}

/// One request of a fetch.
private struct HopRequest {
    let address: WebAddress
    let accept: String
    let limits: FetchLimits
    let deadline: ContinuousClock.Instant
}
