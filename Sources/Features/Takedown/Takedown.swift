// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore

/// The removal of one address: who is asked, and how far it has come.
///
/// Tables `abuse_contact`, `hosting_provider`, `provider_network`, `provider_domain`,
/// `server_trace`, `takedown`, `takedown_check`, `notice`, `notice_item`. What always holds:
/// - one takedown per address; one notice per contact and day, bundling its addresses;
/// - every change of a takedown goes through `TakedownProgress.apply`, and is stored with its place
///   on the timeline, its audit entry and the jobs that follow from it in one transaction;
/// - the text of a notice holds addresses, so it is stored sealed, and never any media.
package struct Takedown: Sendable, Equatable {
    package typealias ID = Identifier<Takedown>

    package let id: ID
    package let incidentID: Incident.ID
    package let locatorID: Locator.ID
    package let role: ServerRole
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

/// One look at one address.
package struct TakedownCheck: Sendable, Equatable {
    package let id: Identifier<TakedownCheck>
    package let takedownID: Takedown.ID
    package let finding: Finding
    /// A stable code for what was seen, such as `status.404`.
    package let detail: String
    package let checkedAt: Timestamp
}
