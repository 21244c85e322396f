// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What kind of thing happened to an incident: every kind there is.
///
/// The texts stand in rows that are never rewritten. Pages have a title for each.
package enum TimelineKind: String, CaseIterable, Sendable {
    case received = "incident.received"
    case statusChanged = "incident.status-changed"
    /// Somebody asked for its report to be erased; somebody else has to agree.
    case erasureAsked = "incident.erasure-asked"
    case erased = "incident.erased"
    case erasureRefused = "incident.erasure-refused"

    /// Everything at the address was fetched and compared.
    case examined = "examination.examined"
    /// The address could not be fetched; `code` says why.
    case notFetched = "examination.not-fetched"
    /// The address is not one that can be fetched.
    case notWeb = "examination.not-web"
    /// Looking at it, or at the rest of it, has to wait; `cause` or `code` says why.
    case putOff = "examination.put-off"
    /// One file is on a hash list.
    case matched = "examination.matched"

    /// A person, or the policy for trusted lists, decided.
    case assessed = "assessment.assessed"

    /// Who runs a server was found out, or that nobody can be found.
    case traced = "takedown.traced"
    /// Another incident led to the removal of the same address before; this one waits for it too.
    case followed = "takedown.followed"
    /// The removal of one address moved to another state.
    case takedownMoved = "takedown.moved"
    /// A provider was told.
    case noticeSent = "notice.sent"
    /// The mail could not be delivered: a person must act.
    case noticeFailed = "notice.failed"
    /// Somebody looked at the address again.
    case rechecked = "takedown.rechecked"
    /// The host did nothing for the set days; the network above is asked.
    case escalated = "takedown.escalated"
    /// The machine can do no more: a person must act.
    case personNeeded = "takedown.person-needed"
}
