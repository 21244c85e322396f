// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Assessment: what an incident is judged to be, by whom, and why.
//
// Classification schemes are data. A policy decides where a trusted list matched; else a person
// does.
//
// May touch: incidents and what examination found; the job queue, to have it taken down. No
// notices.
// Tables: assessment.
// Invariants:
// - decisions are added, never edited; a later one names the one it supersedes;
// - an incident that was decided has exactly one decision that holds;
// - reasons are an analyst's own words, and sealed.
// Limits: `AssessmentLimits`.

package import Incidents
package import NightlightCore
import Storage

/// A decision about an incident: under which scheme, which class, by whom, and why.
///
/// Table `assessment`. What always holds: rows are never changed, a later decision names the one it
/// supersedes, and an incident has exactly one that none supersedes once it has any. The reason is
/// sealed with the key of the incident's record: it is an analyst's own words.
package struct Assessment: Sendable, Equatable {
    package typealias ID = Identifier<Assessment>

    /// What follows from it.
    package enum Outcome: String, Sendable, CaseIterable, SQLConvertible {
        /// It must be removed.
        case actionable
        /// Nothing is to be done.
        case closed
    }

    package let id: ID
    package let incidentID: Incident.ID
    /// The account that decided; `nil` when the policy for trusted lists did.
    package let account: AccountID?
    package let scheme: ClassificationScheme.ID
    package let value: String
    package let outcome: Outcome
    package let sealedReason: [UInt8]?
    package let supersedes: ID?
    package let madeAt: Timestamp

    /// The name under which the reason is sealed: ties the sealed bytes to this very row.
    package static func sealedField(_ id: ID) -> String { "assessment." + id.text }
}
