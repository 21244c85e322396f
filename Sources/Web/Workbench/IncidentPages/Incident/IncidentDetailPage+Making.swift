// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Incidents
import Accounts
import CaseworkParts
import Takedown
import WebComponents
import WebSupport
import WorkbenchShell

extension IncidentDetailPage {
    /// What surrounds the incident itself: who looks, what they asked for, and what came back.
    struct Looking {
        let role: AccountRole
        var revealing = Revelation.nothing
        /// What somebody typed into the decision's form, when it comes back with problems.
        var draft: DecideDraft?
        var errors: ErrorSummary?
    }

    init(_ snapshot: IncidentSnapshot, _ looking: Looking, _ words: PageWords) {
        let view = IncidentView(snapshot: snapshot, words: words)
        let incident = snapshot.incident
        let isErased = snapshot.isErased
        let (named, found) = view.addresses
        let files = view.files
        self.init(
            id: incident.id.text, number: incident.number, status: Tag(incident.status, words),
            urgency: Tag(incident.urgency, words), known: Tag(incident.known, words),
            next: words("next.\(incident.status.rawValue)"), facts: view.facts,
            addresses: named, foundAddresses: found, foundTitle: view.foundTitle(found.count),
            isAddressHidden: looking.revealing != .address && !snapshot.locators.isEmpty
                && !isErased,
            isAnythingNamed: !snapshot.locators.isEmpty,
            canShowReport: snapshot.report != nil && looking.revealing != .report && !isErased,
            hasReport: snapshot.report != nil,
            words: looking.revealing == .report && !isErased
                ? Words(narrative: snapshot.narrative, contact: snapshot.contact) : nil,
            isErased: isErased, hasFiles: !snapshot.files.isEmpty, listedFiles: files.listed,
            otherFiles: files.others, otherFilesTitle: view.otherFilesTitle(files.others.count),
            areFilesCutShort: snapshot.areFilesCutShort, servers: view.servers,
            takedowns: view.takedowns(for: looking.role),
            actions: MoveButton.possible(
                snapshot.takedowns.map(\.takedown.progress.state), for: looking.role,
                path: CaseworkPath.takedowns(of: incident.id), words),
            notices: view.notices, decisions: view.decisions,
            decide: DecideForm(snapshot, looking.draft, looking.errors, words),
            events: view.events, earlierPath: view.earlierPath)
    }
}
