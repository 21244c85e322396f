// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NIOCore
import Synchronization

/// The answers of the demonstration's registry, in the shapes of RFC 9083.
extension RegistryServer {
    private static let type = "application/rdap+json"

    static func answer(_ request: LoopbackHTTP.Request, _ state: State) -> ByteBuffer {
        let contents = state.contents.withLock { contents in
            contents.paths.append(request.path)
            return contents
        }
        switch contents.overrides[request.path] {
        case .status(let status): return LoopbackHTTP.answer(status, to: request)
        case .tooManyRequests(let retryAfter):
            return LoopbackHTTP.answer(429, [("Retry-After", retryAfter)], to: request)
        case .redirect(let target):
            return LoopbackHTTP.answer(302, [("Location", target)], to: request)
        case .raw(let bytes):
            return LoopbackHTTP.answer(200, type: type, body: bytes, to: request)
        case nil: break
        }
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 3, let host = request.headers["host"],
            let object = object(parts[1], parts[2...].joined(separator: "/"), contents, host),
            let body = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        else { return notFound(request) }
        return LoopbackHTTP.answer(200, type: type, body: Array(body), to: request)
    }

    private static func notFound(_ request: LoopbackHTTP.Request) -> ByteBuffer {
        let body = #"{"rdapConformance":["rdap_level_0"],"errorCode":404,"title":"not found"}"#
        return LoopbackHTTP.answer(404, type: type, body: Array(body.utf8), to: request)
    }

    private static func object(
        _ kind: String, _ name: String, _ contents: State.Contents, _ host: String
    ) -> [String: Any]? {
        switch kind {
        case "ip":
            guard let block = Block(name) else { return nil }
            // The smallest network that holds what was asked for; for `…/up`, what holds that.
            let holding = contents.networks.filter { Block($0.range)?.holds(block) == true }
                .sorted { (Block($0.range)?.length ?? 0) > (Block($1.range)?.length ?? 0) }
            guard let network = holding.first else { return nil }
            return object(network, parent: holding.dropFirst().first, host)
        case "domain": return contents.domains[name.lowercased()].map(object)
        case "autnum":
            return [
                "objectClassName": "autnum", "handle": "AS\(name)", "name": "EXAMPLE-AS",
                "entities": [entity("EXAMPLE", ["registrant"], name: "Example Networks")],
            ]
        default: return nil
        }
    }

    private static func object(
        _ network: Network, parent: Network?, _ host: String
    ) -> [String: Any] {
        guard let block = Block(network.range) else { return [:] }
        let abuse = network.abuseEmail.map {
            entity("ABUSE", ["abuse"], name: "Abuse desk", email: $0)
        }
        var organisation = entity("ORG", ["registrant"], name: network.organisation)
        var entities: [[String: Any]] = []
        switch network.shape {
        case .nestedAbuse: organisation["entities"] = abuse.map { [$0] } ?? []
        case .flatAbuse: entities += abuse.map { [$0] } ?? []
        case .technicalOnly:
            entities.append(
                entity("TECH", ["technical"], name: "Engineers", email: network.abuseEmail))
        }
        entities.insert(organisation, at: 0)
        var links = [["rel": "self", "href": "http://\(host)/rdap/ip/\(network.range)"]]
        var object: [String: Any] = [
            "objectClassName": "ip network", "rdapConformance": ["rdap_level_0"],
            "handle": network.handle, "name": network.name, "country": network.country,
            "ipVersion": "v4", "startAddress": block.first, "endAddress": block.last,
            "type": "ASSIGNED", "status": ["active"], "entities": entities,
        ]
        if let parent {
            object["parentHandle"] = parent.handle
            links.append([
                "rel": "up", "href": "http://\(host)/rdap/ip/\(parent.range)",
                "type": type,
            ])
        }
        object["links"] = links
        return object
    }

    private static func object(_ domain: Domain) -> [String: Any] {
        var registrar = entity("292", ["registrar"], name: domain.registrar)
        registrar["entities"] =
            domain.abuseEmail.map { [entity("", ["abuse"], name: "Abuse", email: $0)] } ?? []
        return [
            "objectClassName": "domain", "ldhName": domain.name.uppercased(),
            "entities": [registrar], "status": ["active"],
        ]
    }

    private static func entity(
        _ handle: String, _ roles: [String], name: String, email: String? = nil
    ) -> [String: Any] {
        var rows: [[Any]] = [
            ["version", [String: String](), "text", "4.0"],
            ["fn", [String: String](), "text", name],
            ["kind", [String: String](), "text", roles == ["registrant"] ? "org" : "group"],
        ]
        if let email { rows.append(["email", ["type": "work"], "text", email]) }
        return [
            "objectClassName": "entity", "handle": handle, "roles": roles,
            "vcardArray": ["vcard", rows],
        ]
    }

    /// An IPv4 network as numbers.
    private struct Block {
        let base: UInt32
        let length: Int

        init?(_ text: String) {
            let parts = text.split(separator: "/")
            let bytes = (parts.first ?? "").split(separator: ".").compactMap { UInt8($0) }
            guard bytes.count == 4, parts.count <= 2 else { return nil }
            base = bytes.reduce(0) { $0 << 8 | UInt32($1) }
            length = parts.count == 2 ? Int(parts[1]) ?? 32 : 32
            guard (0...32).contains(length) else { return nil }
        }

        private var mask: UInt32 { length == 0 ? 0 : .max << UInt32(32 - length) }

        var first: String { Self.text(base & mask) }
        var last: String { Self.text(base | ~mask) }

        func holds(_ other: Block) -> Bool {
            other.length >= length && other.base & mask == base & mask
        }

        private static func text(_ bits: UInt32) -> String {
            [24, 16, 8, 0].map { String(bits >> $0 & 255) }.joined(separator: ".")
        }
    }
}
