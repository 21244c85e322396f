// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Outbound
import WebAddresses

extension Settings {
    /// The one way to other machines, within what the settings allow.
    func fetcher() throws -> Fetcher {
        Fetcher(policy: try outboundPolicy(), resolver: try resolver())
    }

    private func outboundPolicy() throws -> OutboundPolicy {
        var policy = OutboundPolicy()
        policy.allowedPrivateNetworks = try list(.outboundAllowedPrivateNetworks).map {
            try Self.require(AddressRange($0), .outboundAllowedPrivateNetworks)
        }
        policy.allowedPorts = Set(
            try list(.outboundAllowedPorts).map { text in
                let port = Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
                return try Self.require(port, .outboundAllowedPorts)
            })
        policy.proxy = try text(.outboundProxy).map {
            try Self.require(Self.proxy($0), .outboundProxy)
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

    private func resolver() throws -> Resolver {
        var table: [String: [IPAddress]] = [:]
        for entry in list(.outboundFixedHosts) {
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

    static func require<Value>(_ value: Value?, _ setting: Setting) throws -> Value {
        guard let value else { throw SettingsError.badValue(setting) }
        return value
    }
}
