// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Matching
import NightlightCore

/// Shows the entries that are held back.
struct HashListQuarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Show the entries that are held back, and why.",
        discussion: """
            They match nothing. Somebody in the workbench lets them out; `hash-list withdraw` \
            takes them out of use.
            """)

    @Option(help: ArgumentHelp("At most this many (1 to 1000).", valueName: "count"))
    var limit = 100

    @Option(help: ArgumentHelp("Only entries after this one.", valueName: "entry"))
    var after: String?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...HashListStore.pageRowsMax).contains(limit) else {
            throw ValidationError("--limit takes a number from 1 to 1000.")
        }
        if let after, HashEntry.ID(after) == nil {
            throw ValidationError("\(after) is no identifier of an entry.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let after = after.flatMap { HashEntry.ID($0) }
            let (held, lists) = try await HashLists(settings: settings).using { lists in
                (
                    try await lists.quarantine(after: after, limit: limit),
                    try await lists.all()
                )
            }
            let names = Dictionary(lists.map { ($0.id, $0.name) }) { first, _ in first }
            switch output.format {
            case .json: for entry in held { try Output.json(Line(entry, names)) }
            case .table: show(held, names)
            }
        }
    }

    private func show(_ held: [HashEntry], _ names: [HashList.ID: String]) {
        guard !held.isEmpty else { return Output.line("Nothing is held back.") }
        var table = TextTable(["List", "Kind", "Fingerprint", "Since", "Because"])
        for entry in held {
            table.add([
                names[entry.listID] ?? "", entry.fingerprint.kind.rawValue,
                entry.fingerprint.hex, entry.hold?.at.rfc3339 ?? "",
                entry.hold?.cause.meaning ?? "",
            ])
        }
        Output.line(table.rendered)
        if held.count == limit, let last = held.last {
            Output.line("\nGo on with: --after \(last.id)")
        }
    }

    private struct Line: Encodable {
        let id: String
        let list: String
        let kind: String
        let fingerprint: String
        let since: String?
        let cause: String?

        init(_ entry: HashEntry, _ names: [HashList.ID: String]) {
            id = entry.id.text
            list = names[entry.listID] ?? ""
            kind = entry.fingerprint.kind.rawValue
            fingerprint = entry.fingerprint.hex
            since = entry.hold?.at.rfc3339
            cause = entry.hold?.cause.rawValue
        }
    }
}
