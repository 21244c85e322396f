// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The name of one fact of an event: what a number, a state, a code or an identifier is of.
///
/// Timelines and the audit log share the names, so that one name means one thing in both. The texts
/// stand in rows that are never rewritten.
package enum FactName: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case action
    case adding
    case added
    case assessment
    case bad
    case benign
    case by
    case cause
    case channel
    case classification
    case code
    case comparedInPart = "compared-in-part"
    case contact
    case content
    case country
    case cutShort = "cut-short"
    case detail
    case distance
    case domains
    case enabled
    case entries
    case entry
    case event
    case failed
    case finding
    case format
    case frames
    case from
    case held
    case `import` = "import"
    case incidents
    case index
    case items
    case kept
    case kind
    case known
    case leftOut = "left-out"
    case list
    case matched
    case media
    case networks
    case notice
    case number
    case outcome
    case pages
    case pdqDistanceMax = "pdq-distance-max"
    case pdqQualityMin = "pdq-quality-min"
    case policy
    case present
    case proposal
    case role
    case row
    case rows
    case scheme
    case sessions
    case setAside = "set-aside"
    case sha256
    case skipped
    case source
    case status
    case supersedes
    case table
    case takedown
    case technology
    case to
    case token
    case trusted
    case undecodable
    case value
    case warning
}

/// What an event says beside its kind: numbers, states, codes and identifiers; never an address, a
/// name or a word of a report.
package typealias Facts = [FactName: String]
