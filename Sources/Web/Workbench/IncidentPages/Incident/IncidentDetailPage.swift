// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import WebComponents
import WorkbenchShell

/// An incident's page, as its template prints it.
struct IncidentDetailPage {
    /// A part of the page, for who wants to go there at once.
    struct Part {
        let path: String
        let text: String
        let count: String?
    }

    let id: String
    let number: String
    let crumbs: Crumbs
    let tags: [Tag]
    /// What happens next, or what somebody has to do.
    let next: String
    let erased: Banner?
    /// Where a supervisor asks for the report to be erased.
    let erase: Link?
    let contents: [Part]
    let facts: SummaryList
    let hasReport: Bool
    let canShowReport: Bool
    /// What the reporter wrote: only after somebody asked for it, which is on record.
    let written: SummaryList?
    let isAnythingNamed: Bool
    let isAddressHidden: Bool
    let addresses: DataTable?
    /// What a page showed or linked to, apart from what was reported.
    let foundAddresses: DataTable?
    let foundTitle: String?
    let hasFiles: Bool
    let listedFiles: [File]
    let moreListedFiles: [File]
    let moreListedFilesTitle: String?
    let otherFiles: [File]
    let otherFilesTitle: String?
    let areFilesCutShort: Bool
    let servers: DataTable?
    let takedowns: DataTable?
    let actions: [MoveButton]
    let notices: DataTable?
    let decisions: Timeline?
    let decide: DecideForm?
    let timeline: Timeline

    /// Keys never show what is hidden: that is on record, and should be meant.
    func shortcuts(_ words: PageWords) -> [ShortcutSheet.Shortcut] {
        let back = ShortcutSheet.Shortcut(["u"], words("incident.back"), path: "/")
        guard let decide else { return [back] }
        return [
            ShortcutSheet.Shortcut(
                ["d"], words("decide.jump"),
                target: decide.isChange ? DecideForm.summaryID : DecideForm.firstChoice),
            back,
        ]
    }
}
