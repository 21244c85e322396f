// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Incidents

extension IncidentEvent.Kind {
    /// Who runs a server was found out, or that nobody can be found.
    package static let traced = Self(rawValue: "takedown.traced")
    /// The removal of one address moved to another state.
    package static let takedownMoved = Self(rawValue: "takedown.moved")
    /// A provider was told.
    package static let noticeSent = Self(rawValue: "notice.sent")
    /// The mail could not be delivered: a person must act.
    package static let noticeFailed = Self(rawValue: "notice.failed")
    /// Somebody looked at the address again.
    package static let rechecked = Self(rawValue: "takedown.rechecked")
    /// The host did nothing for the set days; the network above is asked.
    package static let escalated = Self(rawValue: "takedown.escalated")
    /// The machine can do no more: a person must act.
    package static let personNeeded = Self(rawValue: "takedown.person-needed")
}
