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
    struct Row {
        let id: String
        let list: String
        let path: String
        let action: String
        let fingerprint: String?
        let note: String?
        let warning: String?
        let by: String
        let since: String
        /// `false` for who proposed it.
        let canConfirm: Bool
        let reason: String
        let reasonError: String?
    }

    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?

    /// - Parameters:
    ///   - actor: who looks; nobody confirms what they proposed.
    ///   - meant: the proposal that a refused form was about, with what was typed.
    init(
        _ proposals: HashListReading.Proposals, for actor: AuditActor, isContinued: Bool,
        about meant: HashProposal.ID?, _ form: Form, _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let waiting = proposals.waiting
        let last = waiting.count == HashListReading.rowsMax ? waiting.last : nil
        rows = waiting.map { each in
            Row(
                id: each.id.text, list: proposals.names[each.listID.text] ?? "–",
                path: HashListPath.list(each.listID),
                action: words("hashProposal.\(each.action.rawValue)"),
                fingerprint: each.fingerprint.map { "\($0.kind.title) \($0.abbreviated)" },
                note: each.note, warning: each.warning.map(words.cause),
                by: words.actor(each.proposedBy, among: proposals.people),
                since: words.moment(each.proposedAt), canConfirm: each.proposedBy != actor,
                reason: each.id == meant ? form["reason"] : "",
                reasonError: each.id == meant ? errors?.text(at: "reason-\(each.id)") : nil)
        }
        isEmpty = rows.isEmpty
        paging = Paging(
            first: isContinued ? HashListPath.proposals : nil,
            next: last.map { "\(HashListPath.proposals)?after=\($0.id)" })
    }
}
