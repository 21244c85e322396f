// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import ReportFormats
package import WebAddresses

/// Which registry to ask about what: IANA's bootstrap files (RFC 9224), as the operator stored
/// them.
package struct RegistryBootstrap: Sendable {
    package enum Fault: CodedError {
        case malformed
        case unreadable

        package var code: String {
            switch self {
            case .malformed: "registry.bootstrap-malformed"
            case .unreadable: "registry.bootstrap-unreadable"
            }
        }
    }

    private struct NetworkService: Sendable {
        let range: AddressRange
        let base: WebAddress
    }

    // LIMIT: bytes of a file; the largest, dns.json, has some hundred thousand.
    private static let fileBytesMax = 4 << 20

    private let networks: [NetworkService]
    private let domains: [String: WebAddress]

    /// Each argument is the text of the IANA file of that name, or empty when there is none.
    package init(ipv4: [UInt8] = [], ipv6: [UInt8] = [], dns: [UInt8] = []) throws(Fault) {
        var networks: [NetworkService] = []
        for text in [ipv4, ipv6] {
            for (entries, base) in try Self.services(in: text) {
                networks += entries.compactMap { AddressRange($0) }
                    .map { NetworkService(range: $0, base: base) }
            }
        }
        var domains: [String: WebAddress] = [:]
        for (entries, base) in try Self.services(in: dns) {
            for entry in entries { domains[entry.lowercased()] = base }
        }
        self.networks = networks
        self.domains = domains
    }

    /// Reads `ipv4.json`, `ipv6.json` and `dns.json` in a folder; a file may be missing.
    package init(folder: String) throws(Fault) {
        try self.init(
            ipv4: try Self.read(folder, "ipv4.json"), ipv6: try Self.read(folder, "ipv6.json"),
            dns: try Self.read(folder, "dns.json"))
    }

    /// The base address of the registry with the longest matching prefix.
    package func base(for address: IPAddress) -> WebAddress? {
        networks.filter { $0.range.contains(address.unmapped) }
            .max { $0.range.prefixLength < $1.range.prefixLength }?.base
    }

    /// The base address of the registry with the longest matching end of the name.
    package func base(forDomain name: String) -> WebAddress? {
        var rest = name.lowercased()[...]
        while true {
            if let base = domains[String(rest)] { return base }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    private static func read(_ folder: String, _ name: String) throws(Fault) -> [UInt8] {
        let url = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        guard let data = try? Data(contentsOf: url), data.count <= fileBytesMax else {
            throw .unreadable
        }
        return Array(data)
    }

    /// `{"services": [[[entries], [base addresses]]]}`; https is preferred.
    private static func services(
        in text: [UInt8]
    ) throws(Fault) -> [(entries: [String], base: WebAddress)] {
        if text.isEmpty { return [] }
        guard let root = try? JSONValue(parsing: text), let services = root["services"] else {
            throw .malformed
        }
        return services.elements.compactMap { service in
            let parts = service.elements
            guard parts.count >= 2, let entries = parts.first?.elements.compactMap(\.text) else {
                return nil
            }
            let bases = parts[parts.count - 1].elements.compactMap(\.text).compactMap { text in
                WebAddress(text.hasSuffix("/") ? text : text + "/")
            }
            return (bases.first { $0.scheme == .https } ?? bases.first).map { (entries, $0) }
        }
    }
}
