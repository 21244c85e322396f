// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// What a registry knows about the network an address is in.
package struct NetworkRecord: Hashable, Sendable {
    package let handle: String
    package let name: String
    package let startAddress: IPAddress
    package let endAddress: IPAddress
    /// ISO 3166-1 alpha-2, in upper case.
    package let country: String?
    package let abuseEmail: String?
    /// The role the abuse address was found under.
    package let abuseRole: ContactRole?
    /// Whether there is something like a mail address that could not be used.
    package let hasUnreadContact: Bool
    package let organisation: String?
    package let parentHandle: String?
    /// Where the registry says the next larger network is described.
    package let parentAddress: WebAddress?

    /// What a trace says of an answer with a contact that nobody could read.
    package static let unreadContactCode = "registry.contact-unread"

    package func contains(_ address: IPAddress) -> Bool {
        address.family == startAddress.family && startAddress <= address && address <= endAddress
    }
}

/// What a registry knows about a domain.
package struct DomainRecord: Hashable, Sendable {
    /// As registered: `example.org` for `www.example.org`.
    package let name: String
    package let registrar: String?
    package let abuseEmail: String?
    package let abuseRole: ContactRole?
}

/// The roles whose mail address is worth writing to about abuse, the best first (RFC 9083, section
/// 10.2.4).
package enum ContactRole: String, CaseIterable, Sendable {
    case abuse, noc, technical
}
