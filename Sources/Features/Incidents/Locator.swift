// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// Where something is: an address, sealed.
package struct Locator: Sendable, Equatable {
    package typealias ID = Identifier<Locator>

    /// How the platform came to this address.
    package enum Origin: String, CaseIterable, Sendable {
        /// Named in a report.
        case reported
        /// The server of a reported address sent us on to it.
        case redirect
        /// A picture shown on a page.
        case picture
        /// Media that a page links to.
        case link
    }

    package let id: ID
    package let incidentID: Incident.ID
    /// The locator that led to this one.
    package let parentID: ID?
    package let kind: LocatorKind
    package let origin: Origin
    /// Whose key the address is sealed with.
    package let recordID: RecordID
    package let sealedAddress: [UInt8]
    /// Keyed hash of the address, so that workers can look it up; filled by workers, which alone
    /// hold that key.
    package let digest: [UInt8]?
    package let createdAt: Timestamp

    package init(
        id: ID, incidentID: Incident.ID, parentID: ID? = nil, kind: LocatorKind, origin: Origin,
        recordID: RecordID, sealedAddress: [UInt8], digest: [UInt8]? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.incidentID = incidentID
        self.parentID = parentID
        self.kind = kind
        self.origin = origin
        self.recordID = recordID
        self.sealedAddress = sealedAddress
        self.digest = digest
        self.createdAt = createdAt
    }

    /// The name under which an address is sealed: ties the sealed bytes to this very row.
    package static func sealedField(_ id: ID) -> String { "locator." + id.text }
}

/// What an address looks like.
package enum LocatorKind: String, CaseIterable, Sendable, Codable {
    /// `http://` or `https://`.
    case url
    /// An IPv4 or IPv6 address, with or without a port.
    case ipAddress = "ip-address"
    case emailAddress = "email-address"
    case phoneNumber = "phone-number"
    /// The name of an account somewhere, such as `@name`.
    case handle
    case other

    /// Whether a worker can fetch it without a person's help.
    package var isFetchable: Bool {
        switch self {
        case .url, .ipAddress: true
        case .emailAddress, .phoneNumber, .handle, .other: false
        }
    }
}

extension LocatorKind: SQLConvertible {}
extension Locator.Origin: SQLConvertible {}
