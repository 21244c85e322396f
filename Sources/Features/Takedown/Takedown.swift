// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Takedown: an address asked to be removed, until it is gone.
//
// Who hosts it is traced, a notice a day goes to each contact, and the address is looked at again;
// what does not move goes up the chain or to a person.
//
// May touch: incidents, what examination saw, scanning, Outbound. It decides nothing.
// Tables: abuse_contact, hosting_provider, notice, notice_item, provider_domain, provider_network,
// server_trace, takedown, takedown_follower, takedown_recheck.
// Invariants:
// - there is one takedown per address, which every incident that names it follows, and one notice
//   per contact and day, bundling its addresses;
// - a takedown's state changes only through `TakedownProgress.apply`, in one transaction with its
//   line on the timeline, its audit event and the jobs that follow;
// - the text of a notice holds addresses, so it is stored sealed, and never any media;
// - a notice is stored before it is sent, and one mail is never sent twice for one notice;
// - gone means seen gone: silence is no removal.
// Limits: `TakedownLimits`.

package import Incidents
package import NightlightCore

/// The removal of one address: who is asked, and how far it has come.
package struct Takedown: Sendable, Equatable {
    package typealias ID = Identifier<Takedown>

    package let id: ID
    /// The incident that leads: the first of its followers, whose key opens the address.
    package var incidentID: Incident.ID
    /// The address as the incident that leads has it.
    package var locatorID: Locator.ID
    package var role: ServerRole
    /// Who is written to now; `nil` when nobody can be.
    package var contactID: AbuseContact.ID?
    /// Who is written to when the above does nothing.
    package var upstreamContactID: AbuseContact.ID?
    /// The server's IP address as text, as last traced.
    package var serverAddress: String?
    package var country: String?
    package var progress: TakedownProgress
    /// Counts removals of the same address: 1, and one more each time it comes back.
    package var round: Int
    /// Counts changes, so that two writers notice each other.
    package var version: Int
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
}

extension Takedown {
    /// Lets another incident lead.
    mutating func lead(by locator: Locator.ID, of incident: Incident.ID) {
        incidentID = incident
        locatorID = locator
    }
}

/// One recheck of one address.
package struct Recheck: Sendable, Equatable {
    package let id: Identifier<Recheck>
    package let takedownID: Takedown.ID
    package let finding: Finding
    /// A stable code for what was seen, such as `status.404`.
    package let detail: String
    package let checkedAt: Timestamp
}
