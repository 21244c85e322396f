// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore

/// Writes the record of removals from a list.
struct HashListRemovals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "removals",
        abstract: "Write what was withdrawn from a list: who did it, when and why.",
        discussion: """
            All of it, in the order it happened; `--format json` writes one object a line. That \
            it was written out is on record.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            try await HashLists(settings: settings).using { lists in
                let list = try await lists.list(named: name)
                var count = 0
                var last: HashEntryEvent.ID?
                repeat {
                    let page = try await lists.removals(
                        from: list.id, after: last, limit: HashEntryEventStore.pageRowsMax)
                    try show(page)
                    count += page.count
                    last =
                        page.count == HashEntryEventStore.pageRowsMax ? page.last?.event.id : nil
                } while last != nil
                if count == 0, output.format == .table { Output.line("Nothing was withdrawn.") }
                try await lists.recordExport(
                    of: list.id, .removals, format: output.format.rawValue, count: count,
                    by: .operator)
            }
        }
    }

    private func show(_ page: [HashRemoval]) throws {
        guard !page.isEmpty else { return }
        switch output.format {
        case .json: for removal in page { try Output.json(Line(removal)) }
        case .table:
            var table = TextTable(["When", "Who", "Kind", "Fingerprint", "Since", "Because"])
            for removal in page {
                table.add([
                    removal.event.at.rfc3339, removal.event.actor.text,
                    removal.fingerprint.kind.rawValue, removal.fingerprint.hex,
                    removal.isInForce ? "withdrawn" : "in use again",
                    removal.event.reason ?? "",
                ])
            }
            Output.line(table.rendered)
        }
    }

    private struct Line: Encodable {
        let at: String
        let by: String
        let entry: String
        let kind: String
        let fingerprint: String
        let reason: String?
        let inForce: Bool

        init(_ removal: HashRemoval) {
            at = removal.event.at.rfc3339
            by = removal.event.actor.text
            entry = removal.event.entryID.text
            kind = removal.fingerprint.kind.rawValue
            fingerprint = removal.fingerprint.hex
            reason = removal.event.reason
            inForce = removal.isInForce
        }
    }
}
