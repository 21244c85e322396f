// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore
import Outbound
import Takedown
import WebAddresses

/// Everything through which the platform meets other machines, as the settings have it.
struct Outside: Sendable {
    let fetcher: Fetcher
    let sources: TraceSources
    /// `nil` when no relay is set: notices then wait in the outbox.
    let mail: MailTransport?

    init(settings: Settings, time: any TimeSource) throws {
        let fetcher = Fetcher(
            policy: try Self.policy(settings), resolver: try Self.resolver(settings))
        self.fetcher = fetcher
        let bootstrap =
            try settings.path(.registryBootstrapDirectory)
            .map { try RegistryBootstrap(folder: $0.path) } ?? RegistryBootstrap()
        let countries = try settings.path(.countryDatabasePath)
            .map { try CountryDatabase(path: $0.path) }
        sources = TraceSources(
            registry: RegistryClient(bootstrap: bootstrap, fetcher: fetcher, time: time),
            countries: countries)
        mail = try Self.relay(settings).map(MailTransport.init(relay:))
    }

    private static func policy(_ settings: Settings) throws -> OutboundPolicy {
        var policy = OutboundPolicy()
        policy.allowedPrivateNetworks = try settings.list(.outboundAllowedPrivateNetworks).map {
            try require(AddressRange($0), .outboundAllowedPrivateNetworks)
        }
        policy.allowedPorts = Set(
            try settings.list(.outboundAllowedPorts).map { text in
                let port = Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
                return try require(port, .outboundAllowedPorts)
            })
        policy.proxy = try settings.text(.outboundProxy).map {
            try require(Self.proxy($0), .outboundProxy)
        }
        return policy
    }

    /// Reads `http://host:port` or `socks5://host:port`.
    private static func proxy(_ text: String) -> OutboundPolicy.Proxy? {
        let kinds: [(String, OutboundPolicy.Proxy.Kind)] = [
            ("http://", .http), ("socks5://", .socks),
        ]
        for (scheme, kind) in kinds where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            guard let address = ListenAddress(String(rest.hasSuffix("/") ? rest.dropLast() : rest)),
                address.port > 0
            else { return nil }
            return OutboundPolicy.Proxy(kind: kind, host: address.host, port: address.port)
        }
        return nil
    }

    private static func resolver(_ settings: Settings) throws -> Resolver {
        var table: [String: [IPAddress]] = [:]
        for entry in settings.list(.outboundFixedHosts) {
            let parts = entry.split(separator: "=")
            guard parts.count == 2, let address = IPAddress(parts[1]) else {
                throw SettingsError.badValue(.outboundFixedHosts)
            }
            table[parts[0].lowercased(), default: []].append(address)
        }
        let system = Resolver.system()
        if table.isEmpty { return system }
        let fixed = Resolver.fixed(table)
        return Resolver { name in
            guard let host = WebHost(name) else { return .failure(.notFound) }
            do throws(ResolutionFailure) {
                return .success(try await fixed.addresses(of: host))
            } catch {
                // Names that are not in the table are looked up as usual.
            }
            do throws(ResolutionFailure) {
                return .success(try await system.addresses(of: host))
            } catch {
                return .failure(error)
            }
        }
    }

    private static func relay(_ settings: Settings) throws -> MailRelay? {
        guard let url = settings.text(.mailRelay) else { return nil }
        let security: MailRelay.Security = try settings.choice(.mailSecurity)
        var credentials: MailRelay.Credentials?
        if let user = settings.text(.mailUsername) {
            credentials = MailRelay.Credentials(
                user: user, password: try settings.secretLine(.mailPasswordFile) ?? "")
        }
        return try require(
            MailRelay(url, security: security, credentials: credentials), .mailRelay)
    }

    private static func require<Value>(_ value: Value?, _ key: SettingKey) throws -> Value {
        guard let value else { throw SettingsError.badValue(key) }
        return value
    }
}
