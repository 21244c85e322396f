// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// One line of an incident's timeline.
package struct IncidentEvent: Sendable, Equatable {
    package typealias ID = Identifier<IncidentEvent>

    package let id: ID
    package let incidentID: Incident.ID
    package let kind: TimelineKind
    package let at: Timestamp
    /// Who did it; `nil` when the platform did.
    package let account: AccountID?
    /// Numbers, codes and identifiers: never an address, a name or anybody's words.
    package let facts: Facts

    package init(
        incidentID: Incident.ID, kind: TimelineKind, at: Timestamp, account: AccountID? = nil,
        facts: Facts = [:]
    ) {
        self.init(
            id: ID(at: at), incidentID: incidentID, kind: kind, at: at, account: account,
            facts: facts)
    }

    init(
        id: ID, incidentID: Incident.ID, kind: TimelineKind, at: Timestamp, account: AccountID?,
        facts: Facts
    ) {
        self.id = id
        self.incidentID = incidentID
        self.kind = kind
        self.at = at
        self.account = account
        self.facts = facts
    }
}

extension TimelineKind: SQLConvertible {}
