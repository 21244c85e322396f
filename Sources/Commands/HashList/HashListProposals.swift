// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore

/// Shows what waits for a second person.
struct HashListProposals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals",
        abstract: "Show what waits for a second person, who confirms it in the workbench.")

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let (waiting, lists) = try await HashLists(settings: settings).using { lists in
                (
                    try await lists.waitingProposals(limit: HashProposalStore.pageRowsMax),
                    try await lists.all()
                )
            }
            let names = Dictionary(lists.map { ($0.id, $0.name) }) { first, _ in first }
            switch output.format {
            case .json: for each in waiting { try Output.json(Line(each, names)) }
            case .table: show(waiting, names)
            }
        }
    }

    private func show(_ waiting: [HashProposal], _ names: [HashList.ID: String]) {
        guard !waiting.isEmpty else { return Output.line("Nothing waits.") }
        var table = TextTable(["List", "What", "Fingerprint", "By", "Since", "Warning", "Why"])
        for each in waiting {
            let fingerprint = each.fingerprint.map { "\($0.kind.rawValue):\($0.hex)" }
            table.add([
                names[each.listID] ?? "", each.action.rawValue, fingerprint ?? "",
                each.proposedBy.text, each.proposedAt.rfc3339, each.warning?.rawValue ?? "",
                each.note ?? "",
            ])
        }
        Output.line(table.rendered)
    }

    private struct Line: Encodable {
        let id: String
        let list: String
        let action: String
        let kind: String?
        let fingerprint: String?
        let by: String
        let at: String
        let warning: String?
        let note: String?

        init(_ proposal: HashProposal, _ names: [HashList.ID: String]) {
            id = proposal.id.text
            list = names[proposal.listID] ?? ""
            action = proposal.action.rawValue
            kind = proposal.fingerprint?.kind.rawValue
            fingerprint = proposal.fingerprint?.hex
            by = proposal.proposedBy.text
            at = proposal.proposedAt.rfc3339
            warning = proposal.warning?.rawValue
            note = proposal.note
        }
    }
}
