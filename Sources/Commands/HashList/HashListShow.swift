// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Matching
import NightlightCore

/// Shows a list: its settings, its last imports, and some of its entries.
struct HashListShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a list, its last imports and a page of its entries.")

    // LIMIT: imports shown; one is made each day or week.
    private static let importsMax = 10

    @Argument(help: "The list's name.")
    var name: String

    @Option(help: ArgumentHelp("At most this many entries (1 to 1000).", valueName: "count"))
    var limit = 20

    @Option(help: ArgumentHelp("Only entries after this one.", valueName: "entry"))
    var after: String?

    @Option(
        help: ArgumentHelp(
            "Only this entry: where it comes from, what it matched and what became of it.",
            valueName: "entry"))
    var entry: String?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...HashListStore.pageRowsMax).contains(limit) else {
            throw ValidationError("--limit takes a number from 1 to 1000.")
        }
        if let after, HashEntry.ID(after) == nil {
            throw ValidationError("\(after) is no identifier of an entry.")
        }
        if let entry, HashEntry.ID(entry) == nil {
            throw ValidationError("\(entry) is no identifier of an entry.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            if let entry = entry.flatMap({ HashEntry.ID($0) }) {
                return try await show(entry, settings)
            }
            let after = after.flatMap { HashEntry.ID($0) }
            let (list, imports, entries) = try await HashLists(settings: settings).using { lists in
                let list = try await lists.list(named: name)
                return (
                    list, try await lists.imports(of: list.id, limit: Self.importsMax),
                    try await lists.entries(of: list.id, after: after, limit: limit)
                )
            }
            switch output.format {
            case .json: try Output.json(Page(list, imports, entries))
            case .table: show(list, imports, entries)
            }
        }
    }

    private func show(_ id: HashEntry.ID, _ settings: Settings) async throws {
        let history = try await HashLists(settings: settings).using { lists in
            let list = try await lists.list(named: name)
            let history = try await lists.history(of: id)
            guard history.entry.listID == list.id else { throw MatchingError.entryUnknown }
            return history
        }
        try HashEntrySummary(history).print(as: output.format)
    }

    private func show(_ list: HashList, _ imports: [HashImport], _ entries: [HashEntry]) {
        Output.line(HashListLine.table([list]).rendered)
        if !imports.isEmpty {
            var table = TextTable([
                "Import", "Policy", "State", "Rows", "Added", "Present", "Held", "Bad",
            ])
            for each in imports {
                table.add([
                    each.startedAt.rfc3339, each.policy.rawValue, each.state.rawValue,
                    "\(each.readCount)", "\(each.addedCount)", "\(each.presentCount)",
                    "\(each.heldCount)", "\(each.badCount)",
                ])
            }
            Output.line("\n" + table.rendered)
        }
        guard !entries.isEmpty else { return Output.line("\nNo entries here.") }
        var table = TextTable(["Entry", "Kind", "Fingerprint", "Added", "State", "Because"])
        for entry in entries {
            table.add([
                entry.id.text, entry.fingerprint.kind.rawValue, entry.fingerprint.hex,
                entry.addedAt.rfc3339, HashEntrySummary.state(of: entry),
                entry.withdrawnReason ?? entry.hold?.cause.meaning ?? "",
            ])
        }
        Output.line("\n" + table.rendered)
        if entries.count == limit, let last = entries.last {
            Output.line("\nGo on with: --after \(last.id)")
        }
    }

    private struct Page: Encodable {
        struct Import: Encodable {
            let started: String
            let ended: String?
            let policy: String
            let state: String
            let rows: Int
            let added: Int
            let present: Int
            let held: Int
            let bad: Int
        }

        struct Entry: Encodable {
            let id: String
            let kind: String
            let fingerprint: String
            let added: String
            let withdrawn: String?
            let reason: String?
            let held: String?
        }

        let list: HashListLine
        let imports: [Import]
        let entries: [Entry]

        init(_ list: HashList, _ imports: [HashImport], _ entries: [HashEntry]) {
            self.list = HashListLine(list)
            self.imports = imports.map {
                Import(
                    started: $0.startedAt.rfc3339, ended: $0.endedAt?.rfc3339,
                    policy: $0.policy.rawValue, state: $0.state.rawValue, rows: $0.readCount,
                    added: $0.addedCount, present: $0.presentCount, held: $0.heldCount,
                    bad: $0.badCount)
            }
            self.entries = entries.map {
                Entry(
                    id: $0.id.text, kind: $0.fingerprint.kind.rawValue,
                    fingerprint: $0.fingerprint.hex, added: $0.addedAt.rfc3339,
                    withdrawn: $0.withdrawnAt?.rfc3339, reason: $0.withdrawnReason,
                    held: $0.hold?.cause.rawValue)
            }
        }
    }
}
