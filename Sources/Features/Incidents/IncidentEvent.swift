// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// One line of an incident's timeline.
package struct IncidentEvent: Sendable, Equatable {
    package typealias ID = Identifier<IncidentEvent>

    /// What happened; features add theirs in an extension.
    ///
    /// The text is stable for ever.
    package struct Kind: RawRepresentable, Hashable, Sendable, SQLConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let received = Kind(rawValue: "incident.received")
        package static let statusChanged = Kind(rawValue: "incident.status-changed")
        package static let erased = Kind(rawValue: "incident.erased")
    }

    package let id: ID
    package let incidentID: Incident.ID
    package let kind: Kind
    package let at: Timestamp
    /// The identifier of the account that did it; `nil` when the platform did.
    package let account: String?
    /// Numbers, codes and identifiers: never an address, a name or anybody's words.
    package let facts: [String: String]

    package init(
        incidentID: Incident.ID, kind: Kind, at: Timestamp, account: String? = nil,
        facts: [String: String] = [:]
    ) {
        self.init(
            id: ID(at: at), incidentID: incidentID, kind: kind, at: at, account: account,
            facts: facts)
    }

    init(
        id: ID, incidentID: Incident.ID, kind: Kind, at: Timestamp, account: String?,
        facts: [String: String]
    ) {
        self.id = id
        self.incidentID = incidentID
        self.kind = kind
        self.at = at
        self.account = account
        self.facts = facts
    }
}
