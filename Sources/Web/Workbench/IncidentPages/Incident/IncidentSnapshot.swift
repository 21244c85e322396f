// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Examination
import Incidents
import Intake
import NightlightCore
import Takedown

/// What the platform knows about an incident at one moment, as far as one person asked for it.
struct IncidentSnapshot: Sendable {
    struct Decision: Sendable {
        let assessment: Assessment
        /// `nil` when none was given, or its key was destroyed.
        let reason: String?
    }

    let incident: Incident
    let report: Report?
    let locators: [Locator]
    /// Only what was asked for, which is on record.
    var addresses: [Locator.ID: String] = [:]
    var narrative: String?
    var contact: String?
    var isErased = false
    /// Whether somebody asked for the report to be erased, and nobody has decided yet.
    var isErasureWaiting = false
    /// Newest first; `hasEarlierEvents` says whether the page leaves some out.
    var events: [IncidentEvent] = []
    var hasEarlierEvents = false
    var examination: Examination?
    /// Accounts' names, by their identifiers.
    var people: [AccountID: String] = [:]
    var decisions: [Decision] = []
    var files: [SeenFile] = []
    var areFilesCutShort = false
    /// Hash lists' names, by their identifiers.
    var listNames: [HashListID: String] = [:]
    var traces: [ServerTrace] = []
    var takedowns: [TakedownDetails] = []
    var nextRechecks: [Takedown.ID: Timestamp] = [:]

    /// Decisions in the order in which each replaced the one before: several may be of one moment.
    static func chain(_ decisions: [Decision]) -> [Decision] {
        let next = Dictionary(decisions.map { ($0.assessment.supersedes, $0) }) { first, _ in
            first
        }
        var chain: [Decision] = []
        while let following = next[chain.last?.assessment.id], chain.count < decisions.count {
            chain.append(following)
        }
        return chain
    }

    /// The decision that holds.
    var current: Assessment? { decisions.last?.assessment }

    /// What pages call an address: its place among the incident's addresses, from 1.
    func number(of locator: Locator.ID) -> Int? {
        locators.firstIndex { $0.id == locator }.map { $0 + 1 }
    }
}
