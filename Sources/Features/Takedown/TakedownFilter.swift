// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents
import NightlightCore

/// Which takedowns a list shows; what is empty or `nil` leaves nothing out.
package struct TakedownFilter: Sendable, Equatable {
    package var states: Set<TakedownState>
    package var contact: AbuseContact.ID?
    package var incident: Incident.ID?

    package init(
        states: Set<TakedownState> = [], contact: AbuseContact.ID? = nil,
        incident: Incident.ID? = nil
    ) {
        self.states = states
        self.contact = contact
        self.incident = incident
    }
}

/// How long removals took, from the first notice to the first of the rechecks that found it gone.
package struct RemovalTimes: Sendable, Equatable {
    package let count: Int
    package let median: Duration?

    package init(count: Int, median: Duration?) {
        self.count = count
        self.median = median
    }
}

/// What the platform reports about removal, as of now.
package struct TakedownStatistics: Sendable, Equatable {
    package let counts: [TakedownState: Int]
    package let removal: RemovalTimes
    package let noticesSent: Int

    package init(counts: [TakedownState: Int], removal: RemovalTimes, noticesSent: Int) {
        self.counts = counts
        self.removal = removal
        self.noticesSent = noticesSent
    }
}
