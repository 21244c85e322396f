// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// One removal with everything a page shows about it, without its address.
package struct TakedownDetails: Sendable, Equatable {
    package let takedown: Takedown
    /// The incident that it is shown for; its address is that incident's.
    package let follower: Follower
    /// How many incidents wait for it.
    package let waitingCount: Int
    package let contact: AbuseContact?
    package let upstream: AbuseContact?
    /// Newest first.
    package let rechecks: [Recheck]
    /// Oldest first.
    package let notices: [Notice]

    /// Where it stands for that incident, which may wait for it no more.
    package var state: TakedownState {
        follower.isWaiting ? takedown.progress.state : .withdrawn
    }
}

/// One line of a list of removals.
package struct TakedownRow: Sendable, Equatable {
    package let takedown: Takedown
    package let incidentNumber: String
    /// How many incidents wait for it.
    package let waitingCount: Int
    package let contactName: String?
}

/// One line of a list of notices.
package struct NoticeRow: Sendable, Equatable {
    package let notice: Notice
    package let contact: AbuseContact
}
