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
    // LIMIT: as many files as say what is there; the rest is folded away.
    private static let listedFilesShown = 5

    /// What surrounds the incident itself: who looks, what they asked for, and what came back.
    struct Looking {
        let role: AccountRole
        var revealing = Disclosure.nothing
        /// What somebody typed into the decision's form, when it comes back with problems.
        var draft: DecideDraft?
        var errors: ErrorSummary?
    }

    init(_ snapshot: IncidentSnapshot, _ looking: Looking, _ words: PageWords) {
        let view = IncidentView(snapshot: snapshot, words: words)
        let incident = snapshot.incident
        let isErased = snapshot.isErased
        let (named, found) = view.locators
        let foundTitle = view.title("incident.foundOnPage", found.count)
        let files = view.files
        let moreListed = Array(files.listed.dropFirst(Self.listedFilesShown))
        self.init(
            id: incident.id.text, number: incident.number,
            crumbs: Crumbs([Link("/", words("section.queue"))]),
            tags: [
                Tag(incident.status, words), Tag(incident.urgency, words),
                Tag(incident.known, words),
            ], next: Self.next(snapshot, words),
            erased: Self.erasure(snapshot, looking, words),
            erase: snapshot.report != nil && !isErased && !snapshot.isErasureWaiting
                && looking.role >= .supervisor
                ? Link(
                    "\(CaseworkPath.incident(incident.id))/erasure", words("erasure.offer")) : nil,
            contents: view.contents, facts: view.facts, hasReport: snapshot.report != nil,
            canShowReport: snapshot.report != nil && looking.revealing != .report && !isErased,
            written: looking.revealing == .report && !isErased ? view.written : nil,
            isAnythingNamed: !snapshot.locators.isEmpty,
            isAddressHidden: looking.revealing != .address && !snapshot.locators.isEmpty
                && !isErased,
            addresses: view.addresses(named, caption: words("incident.addresses")),
            foundAddresses: view.addresses(found, caption: foundTitle ?? ""),
            foundTitle: foundTitle, hasFiles: !snapshot.files.isEmpty,
            listedFiles: Array(files.listed.prefix(Self.listedFilesShown)),
            moreListedFiles: moreListed,
            moreListedFilesTitle: view.title("file.moreListed", moreListed.count),
            otherFiles: files.others,
            otherFilesTitle: view.title("file.others", files.others.count),
            areFilesCutShort: snapshot.areFilesCutShort, servers: view.servers,
            takedowns: view.takedowns(for: looking.role),
            actions: MoveButton.possible(
                snapshot.takedowns.map(\.takedown.progress.state), for: looking.role,
                path: CaseworkPath.takedowns(of: incident.id), words),
            notices: view.notices, decisions: view.decisions,
            decide: DecideForm(snapshot, looking.draft, looking.errors, words),
            timeline: view.timeline)
    }

    private static func erasure(
        _ snapshot: IncidentSnapshot, _ looking: Looking, _ words: PageWords
    ) -> Banner? {
        if snapshot.isErased { return Banner(.bad, words("incident.erased")) }
        guard snapshot.isErasureWaiting else { return nil }
        return Banner(
            .wait, words("erasure.waiting"),
            link: looking.role >= .supervisor
                ? Link(ErasurePath.all, words("erasure.toWaiting")) : nil)
    }
}

extension IncidentDetailPage {
    /// What happens next, or what somebody has to do; where nobody can be asked, why.
    fileprivate static func next(_ snapshot: IncidentSnapshot, _ words: PageWords) -> String {
        let status = snapshot.incident.status
        guard status == .stranded else { return words("next.\(status.rawValue)") }
        let code = snapshot.events.first { $0.kind == .personNeeded }?.facts[.code]
        return words(
            "next.stranded",
            ["reason": code.map { words.code($0) } ?? words("next.strandedByHosts")])
    }
}
