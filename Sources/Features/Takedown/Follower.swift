// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
package import NightlightCore

/// An incident that waits for a takedown, because it names the same address.
///
/// The incident that led to the takedown is its first follower. When that one is closed or erased,
/// the next takes the lead, and the takedown goes on.
package struct Follower: Sendable, Equatable {
    package let takedownID: Takedown.ID
    package let incidentID: Incident.ID
    /// The address as this incident has it.
    package let locatorID: Locator.ID
    package let joinedAt: Timestamp
    /// When its incident was closed or its record erased; `nil` while it waits.
    package let leftAt: Timestamp?

    package init(
        takedownID: Takedown.ID, incidentID: Incident.ID, locatorID: Locator.ID,
        joinedAt: Timestamp, leftAt: Timestamp? = nil
    ) {
        self.takedownID = takedownID
        self.incidentID = incidentID
        self.locatorID = locatorID
        self.joinedAt = joinedAt
        self.leftAt = leftAt
    }

    package var isWaiting: Bool { leftAt == nil }
}
