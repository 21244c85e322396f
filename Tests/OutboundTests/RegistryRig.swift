// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import NightlightCore
import Testing

@testable import Outbound
import WebAddresses

/// A registry on loopback that answers for all of 127.0.0.0/8 and for names below `test`.
struct RegistryRig {
    let server: RegistryServer
    let client: RegistryClient
    let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))

    init(alsoAllowing ports: [Int] = []) async throws {
        server = try await RegistryServer.start()
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        client = RegistryClient(
            bootstrap: try RegistryBootstrap(
                ipv4: server.bootstrap(["127.0.0.0/8"]), dns: server.bootstrap(["test"])),
            fetcher: Fetcher(
                policy: OutboundPolicy(
                    allowedPrivateNetworks: [loopback], allowedPorts: Set(ports + [server.port])),
                resolver: .fixed([:])), time: time)
    }

    func network(_ address: String) async -> Result<NetworkRecord, RegistryFault> {
        guard let address = IPAddress(address) else { return .failure(.badAnswer) }
        do throws(RegistryFault) {
            return .success(try await client.network(for: address))
        } catch {
            return .failure(error)
        }
    }

    /// A host's network inside its data centre's.
    func addNetworks(shape: RegistryServer.Shape = .nestedAbuse) {
        server.add(
            RegistryServer.Network(
                range: "127.0.0.0/16", handle: "NET-DC", name: "EXAMPLE-DC",
                organisation: "Example Data Centre", country: "ca",
                abuseEmail: "abuse@datacentre.test", shape: shape))
        server.add(
            RegistryServer.Network(
                range: "127.0.1.0/24", handle: "NET-HOST", name: "EXAMPLE-HOST",
                organisation: "Example Hosting", country: "FR", abuseEmail: "abuse@hosting.test",
                shape: shape))
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
