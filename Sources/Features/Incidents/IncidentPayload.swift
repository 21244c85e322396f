// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
import NightlightCore

/// The payload of every job about one incident: `{"incident":"…"}`.
package typealias IncidentPayload = JobPayload<Incident>

extension JobPayload where Subject == Incident {
    private static var member: String { "incident" }

    package init(_ id: Incident.ID) { self.init(Self.member, id) }

    /// `nil` when the text is not such a payload.
    package init?(_ text: String) { self.init(Self.member, in: text) }
}
