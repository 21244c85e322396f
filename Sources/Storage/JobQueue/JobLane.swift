// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// On whose account a job runs.
///
/// Every lane has workers of its own: whoever fills one, or has its jobs take long, holds up nobody
/// in another. Lanes are no priorities; those order the jobs of one lane.
package enum JobLane: String, CaseIterable, Sendable, SQLConvertible {
    /// What the platform calls for by itself.
    case ordinary
    /// What somebody called for whom the platform knows.
    case known
    /// What anybody may call for, as often as they like.
    case strangers
    /// What was tried before and failed or took too long: it has time, and few workers.
    case later
}

/// Which of the due jobs of one priority is taken.
package enum ClaimOrder: Sendable {
    /// The one that is due for longest.
    case oldest
    /// The one that became due last: what just came is not behind everything that piled up.
    case newest
}
