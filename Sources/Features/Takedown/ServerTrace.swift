// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore
import Storage

/// Which of an address's two servers: SOR/2011-292, section 4(a), asks for the location of both.
package enum ServerRole: String, Sendable, CaseIterable, SQLConvertible {
    /// The server the reported address points at.
    case pointed
    /// The server that holds the media.
    case hosting
}

/// Who runs a server, as found at one moment.
package struct ServerTrace: Sendable, Equatable {
    package typealias ID = Identifier<ServerTrace>

    /// Who named the contact.
    package enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case directory
        case registry
        case nobody
    }

    package let id: ID
    package let incidentID: Incident.ID
    package let locatorID: Locator.ID
    package let role: ServerRole
    /// The server's IP address as text; `nil` when its name has none.
    package let address: String?
    /// Two capital letters, from the country database or the registry.
    package let country: String?
    package let networkHandle: String?
    package let networkName: String?
    package let organisation: String?
    package let source: Source
    package let contactID: AbuseContact.ID?
    package let upstreamContactID: AbuseContact.ID?
    /// Why there is no contact or no address, as a stable code.
    package let failureCode: String?
    package let tracedAt: Timestamp
}
