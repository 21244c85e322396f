// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Outbound
package import WebAddresses

/// What a registry says about the network of an address.
package struct NetworkFacts: Sendable, Equatable {
    package var handle: String?
    package var name: String?
    package var organisation: String?
    /// Two capital letters.
    package var country: String?
    package var abuseEmail: String?
    /// The network this one was cut from: who to ask when the host does nothing.
    package var upstreamName: String?
    package var upstreamEmail: String?
    /// Why there is less than there could be: what the registry said was not understood.
    package var failureCode: String?

    package init(
        handle: String? = nil, name: String? = nil, organisation: String? = nil,
        country: String? = nil, abuseEmail: String? = nil, upstreamName: String? = nil,
        upstreamEmail: String? = nil, failureCode: String? = nil
    ) {
        self.handle = handle
        self.name = name
        self.organisation = organisation
        self.country = country
        self.abuseEmail = abuseEmail
        self.upstreamName = upstreamName
        self.upstreamEmail = upstreamEmail
        self.failureCode = failureCode
    }
}

/// Where the tracer asks about addresses: two questions, so that tests need no registry.
package struct TraceSources: Sendable {
    package typealias Network = @Sendable (IPAddress) async throws -> NetworkFacts?
    package typealias Country = @Sendable (IPAddress) -> String?

    /// Answers `nil` when no registry knows the address, and throws when none answered.
    package let network: Network
    package let country: Country

    package init(network: @escaping Network, country: @escaping Country = { _ in nil }) {
        self.network = network
        self.country = country
    }
}

extension TraceSources {
    /// The public registries, and the country database when one is configured.
    package init(registry: RegistryClient, countries: CountryDatabase? = nil) {
        self.init(
            network: { address in try await Self.facts(about: address, from: registry) },
            country: { address in countries?.country(of: address) })
    }

    private static func facts(
        about address: IPAddress, from registry: RegistryClient
    ) async throws -> NetworkFacts? {
        let network: NetworkRecord
        do {
            network = try await registry.network(for: address)
        } catch {
            // A registry that knows nothing, or talks nonsense, has answered.
            guard error.isTransient else { return NetworkFacts(failureCode: error.code) }
            throw error
        }
        var facts = NetworkFacts(
            handle: network.handle, name: network.name, organisation: network.organisation,
            country: network.country, abuseEmail: network.abuseEmail,
            failureCode: network.hasUnreadContact ? NetworkRecord.unreadContactCode : nil)
        // The network above is wanted for later; that it cannot be had now stops nothing.
        if let parent = try? await registry.parent(of: network) {
            facts.upstreamName = parent.organisation ?? parent.name
            facts.upstreamEmail = parent.abuseEmail
        }
        return facts
    }
}
