// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import WebComponents
import WorkbenchShell

/// An incident's page, as its template prints it.
struct IncidentDetailPage {
    struct Address {
        let title: String
        let kind: String
        let origin: String
        let found: String
        /// Only after somebody asked for it, which is on record.
        let shown: AddressText?
    }

    struct Words {
        let narrative: String?
        let contact: String?
    }

    struct Server {
        let address: String
        let role: String
        let server: String
        let country: String
        let network: String
        let source: String
        let traced: String
    }

    struct TakedownLine {
        let id: String
        let path: String
        let title: String
        let host: String?
        let state: Tag
        let contact: String?
        let nextLook: String?
        let lastLook: Tag?
        /// Whether the person who looks can do anything with it.
        let canMove: Bool
    }

    struct Decision {
        let scheme: String
        let value: String
        let by: String
        let at: String
        let reason: String?
        let isCurrent: Bool
    }

    let id: String
    let number: String
    let status: Tag
    let urgency: Tag
    let known: Tag
    /// What happens next, or what somebody has to do.
    let next: String
    let facts: SummaryList
    let addresses: [Address]
    /// What a page showed or linked to, apart from what was reported.
    let foundAddresses: [Address]
    let foundTitle: String?
    let isAddressHidden: Bool
    let isAnythingNamed: Bool
    let canShowReport: Bool
    let hasReport: Bool
    let words: Words?
    let isErased: Bool
    let hasFiles: Bool
    let listedFiles: [File]
    let otherFiles: [File]
    let otherFilesTitle: String?
    let areFilesCutShort: Bool
    let servers: [Server]
    let takedowns: [TakedownLine]
    let actions: [MoveButton]
    let notices: [NoticeLine]
    let decisions: [Decision]
    let decide: DecideForm?
    let events: [TimelineLine]
    let earlierPath: String?
}

/// One line of a timeline.
struct TimelineLine {
    let title: String
    let at: String
    let by: String?
    let details: String?
}
