// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
package import WebAddresses

/// Fetches what strangers point at without letting them point it anywhere.
///
/// For every request on the way: the port must be allowed; the name is looked up once; every
/// address it has is vetted, and one private one refuses the name, because an honest name has none;
/// the connection goes to an address that was vetted, whatever the name system says by then; and
/// once connected, the peer is compared once more before a byte is sent. Redirects are followed
/// here, one vetted request at a time, from https to http as well: nothing is sent that https would
/// protect. No cookie, no referrer, no credentials.
package struct Fetcher: Sendable {
    let policy: OutboundPolicy
    let resolver: Resolver
    let addressGuard: AddressGuard

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
    /// failure given is the first one's.
    package func fetch(
        firstOf addresses: [WebAddress], limits: FetchLimits = FetchLimits()
    ) async -> FetchOutcome {
        var failure: FetchFailure?
        for address in addresses {
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
                address: address, accept: accept, userAgent: policy.userAgent, limits: limits,
                deadline: deadline)
            let (answer, ip) = try await ask(request)
            hops.append(Hop(address: address, ip: ip, status: answer.status))
            guard let location = answer.location else {
                return FetchedResource(
                    final: address, hops: hops, status: answer.status,
                    contentType: answer.contentType, retryAfter: answer.retryAfter,
                    body: answer.body)
            }
            guard let next = address.resolving(location) else { throw .badRedirect }
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

    /// A client of its own for each request: the pin is a client's setting, not a request's.
    private func send(
        _ request: HopRequest, to ip: IPAddress?
    ) async throws(FetchFailure) -> HopAnswer {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: configuration(for: request, pinnedTo: ip))
        let result = await beforeDeadline(of: request) { [isProxied = policy.proxy != nil] in
            do throws(FetchFailure) {
                return .success(try await request.send(by: client, throughProxy: isProxied))
            } catch {
                return .failure(error)
            }
        }
        // Closes what is still open, such as a body that was cut off. Nothing depends on how it
        // goes.
        try? await client.shutdown()
        return try result.get()
    }

    /// The client's own deadline ends with the answer's head; this one ends everything.
    private func beforeDeadline(
        of request: HopRequest,
        _ send: @escaping @Sendable () async -> Result<HopAnswer, FetchFailure>
    ) async -> Result<HopAnswer, FetchFailure> {
        await withTaskGroup(of: Result<HopAnswer, FetchFailure>.self) { group in
            group.addTask { await send() }
            group.addTask {
                try? await Task.sleep(until: request.deadline, clock: .continuous)
                return .failure(.timedOut)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.cancelled)
        }
    }

    private func configuration(
        for request: HopRequest, pinnedTo ip: IPAddress?
    ) -> HTTPClient.Configuration {
        let limits = request.limits
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .init(limits.connectTimeout), read: .init(limits.idleTimeout)),
            decompression: .enabled(limit: .size(limits.bodyBytesMax)))
        configuration.httpVersion = .http1Only
        // The next address is tried here; the client would knock at a closed door for ten seconds.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let ip, case .name(let name) = request.address.host {
            configuration.dnsOverride = [name: ip.description]
        }
        guard let proxy = policy.proxy else {
            let addressGuard = addressGuard
            configuration.http1_1ConnectionDebugInitializer = { channel in
                Self.checkPeer(of: channel, is: ip, by: addressGuard)
            }
            return configuration
        }
        switch proxy.kind {
        case .http: configuration.proxy = .server(host: proxy.host, port: proxy.port)
        case .socks: configuration.proxy = .socksServer(host: proxy.host, port: proxy.port)
        }
        return configuration
    }

    /// The tripwire: the request is not written unless the peer is the vetted address.
    private static func checkPeer(
        of channel: any Channel, is ip: IPAddress?, by addressGuard: AddressGuard
    ) -> EventLoopFuture<Void> {
        let peer = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }?.unmapped
        if let peer, peer == ip, addressGuard.isAllowed(peer) {
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        channel.close(promise: nil)
        return channel.eventLoop.makeFailedFuture(FetchFailure.refusedAddress)
    }
}
