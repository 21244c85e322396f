// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import WebAddresses

/// A host in the hotline's own directory: asked before any registry, because people keep it right.
package struct HostingProvider: Sendable, Equatable {
    package typealias ID = HostingProviderID

    package let id: ID
    package let name: String
    package let contactID: AbuseContact.ID
    package let upstreamContactID: AbuseContact.ID?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}

/// What a person types to add or change a host of the directory.
package struct HostingProviderDraft: Sendable, Equatable {
    package var name: String
    package var email: String
    package var language: Language?
    /// Who to ask when the host does nothing.
    package var upstreamName: String?
    package var upstreamEmail: String?
    /// Such as `192.0.2.0/24`.
    package var networks: [String]
    /// Such as `example.org`, which stands for everything below it too.
    package var domains: [String]

    package init(
        name: String, email: String, language: Language? = nil, upstreamName: String? = nil,
        upstreamEmail: String? = nil, networks: [String] = [], domains: [String] = []
    ) {
        self.name = name
        self.email = email
        self.language = language
        self.upstreamName = upstreamName
        self.upstreamEmail = upstreamEmail
        self.networks = networks
        self.domains = domains
    }
}

extension IPAddress {
    /// Sixteen bytes that compare like the address, version 4 mapped into version 6.
    var sortableBytes: [UInt8] {
        let bytes = unmapped.bytes
        return bytes.count == 16 ? bytes : [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + bytes
    }
}
