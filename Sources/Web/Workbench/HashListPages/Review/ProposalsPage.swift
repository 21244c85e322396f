// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// What waits for a second person.
struct ProposalsPage {
    struct Proposal {
        /// Where it is decided: what somebody does with it follows.
        let path: String
        /// Where in the list the page stands that has the form.
        let query: String
        let title: String
        /// What it collides with.
        let warning: Banner?
        let facts: SummaryList
        /// `nil` for who proposed it.
        let confirm: Button?
        let reason: TextField
        let refuse: Button
        /// Whether the reason is to be corrected.
        let isOpen: Bool
    }

    let views: Navigation?
    let proposals: [Proposal]
    let empty: EmptyState?
    let paging: Paging?

    /// - Parameters:
    ///   - actor: who looks; nobody confirms what they proposed.
    ///   - meant: the proposal that a refused form was about, with what was typed.
    init(
        _ read: HashListReading.Proposals, for actor: AuditActor, after: HashProposal.ID?,
        about meant: HashProposal.ID?, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords
    ) {
        views = Navigation(.proposals, read.overview, isSupervisor: true, words)
        proposals = read.waiting.rows.map { each in
            Proposal(
                each, read, for: actor, after: after, typed: each.id == meant ? form["reason"] : "",
                error: each.id == meant ? errors?.text(at: "reason-\(each.id)") : nil, words)
        }
        empty =
            proposals.isEmpty
            ? EmptyState(
                title: words("hashLists.proposalsEmpty"),
                text: words("hashLists.proposalsEmptyText"),
                action: Link(HashListPath.all, words("hashLists.toLists"))) : nil
        paging = Paging(
            first: after == nil ? nil : HashListPath.proposals,
            next: read.waiting.last.map { "\(HashListPath.proposals)?after=\($0.id)" })
    }
}

extension ProposalsPage.Proposal {
    fileprivate init(
        _ proposal: HashProposal, _ read: HashListReading.Proposals, for actor: AuditActor,
        after: HashProposal.ID?, typed: String, error: String?, _ words: PageWords
    ) {
        let action = words("hashProposal.\(proposal.action.rawValue)")
        let list = read.overview.names[proposal.listID.text] ?? "–"
        let digits = proposal.fingerprint.map { "\($0.kind.title) \($0.abbreviated)" }
        let which = [action, list, digits].compactMap { $0 }.joined(separator: ", ")
        path = "\(HashListPath.proposals)/\(proposal.id)"
        // A form that is refused shows the page again on which it stood.
        query = after.map { "?after=\($0)" } ?? ""
        title = action
        warning = proposal.warning.map {
            Banner(.bad, title: words("hashLists.collides"), words.cause($0))
        }
        let by = words.actor(proposal.proposedBy, among: read.people)
        let facts: [(key: String, value: String?, isCode: Bool)] = [
            ("hashFact.fingerprint", digits, true), ("hashFact.note", proposal.note, false),
            ("hashLists.proposedBy", by, false),
            ("hashLists.proposedAt", words.moment(proposal.proposedAt), false),
        ]
        let listRow = SummaryList.Row(
            words("hashLists.name"), list,
            changeLink: Link(
                HashListPath.list(proposal.listID), words("hashLists.openList"), hiddenText: list))
        self.facts = SummaryList(
            [listRow]
                + facts.compactMap { fact in
                    fact.value.map { .init(words(fact.key), $0, isCode: fact.isCode) }
                })
        confirm =
            proposal.proposedBy == actor
            ? nil : Button(words("hashLists.confirm"), hiddenText: which)
        reason = TextField(
            "reason-\(proposal.id)", label: words("hashLists.refuseReason"), name: "reason",
            value: typed, error: error, lengthMax: HashListService.reasonCharactersMax)
        refuse = Button(words("hashLists.refuse"), hiddenText: which, tone: .quiet)
        isOpen = error != nil
    }
}
