// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Examination: what an incident points at, fetched and compared with the lists, once.
//
// Scanning says what is there and Matching what is known of it; here both become rows: media,
// sightings, matches, servers, a line on the timeline, and the job that decides.
//
// May touch: incidents, scanning, matching, the job queue. Nothing of what is decided.
// Tables: examination, examined_server, sighting.
// Invariants:
// - everything that one examination found is written in one transaction, with the next job;
// - bytes are never kept: a file is its digests and fingerprints.

package import Incidents
package import NightlightCore
import Storage

/// How an incident's address was looked at, and what came of it.
///
/// Tables `examination`, `examined_server`. What always holds: bytes that were fetched live in
/// memory only, for as long as it takes to fingerprint them; everything found is written in one
/// transaction with the end of the job, so that an interrupted examination leaves nothing behind
/// and a repeated one adds nothing twice.
package struct Examination: Sendable, Equatable {
    package enum Outcome: String, Sendable, CaseIterable, SQLConvertible {
        case examined
        /// Nothing could be fetched; `code` says why.
        case notFetched = "not-fetched"
        /// The address is not one that can be fetched.
        case notWeb = "not-web"
    }

    package let incidentID: Incident.ID
    package var outcome: Outcome
    package var code: String?
    package var pageCount = 0
    package var mediaCount = 0
    package var undecodableCount = 0
    /// Media that a page names and that could not be fetched.
    package var failedCount = 0
    /// Media that were left out because a bound was reached.
    package var skippedCount = 0
    package var byteCount = 0
    package let finishedAt: Timestamp

    package init(incidentID: Incident.ID, outcome: Outcome, finishedAt: Timestamp) {
        self.incidentID = incidentID
        self.outcome = outcome
        self.finishedAt = finishedAt
    }
}

/// A server an address was fetched from, as one fetch met it.
package struct ExaminedServer: Sendable, Equatable {
    /// SOR/2011-292, section 4(a): the server the address points at, and the one with the material.
    package enum Role: String, Sendable, CaseIterable, SQLConvertible {
        case pointed
        case hosting
    }

    package let incidentID: Incident.ID
    package let locatorID: Locator.ID
    package let role: Role
    /// The server's IP address as text.
    package let address: String
    package let seenAt: Timestamp

    package init(
        incidentID: Incident.ID, locatorID: Locator.ID, role: Role, address: String,
        seenAt: Timestamp
    ) {
        self.incidentID = incidentID
        self.locatorID = locatorID
        self.role = role
        self.address = address
        self.seenAt = seenAt
    }
}
