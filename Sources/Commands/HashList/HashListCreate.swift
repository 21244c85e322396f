// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching

extension HashList.Kind: ExpressibleByArgument {}
extension HashList.Adding: ExpressibleByArgument {}

/// Makes a list without entries.
struct HashListCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a list without entries.",
        discussion: """
            A match with a known list is a find. A match with a benign list means that there is \
            nothing to see. A match with a negative list takes back what the list --against \
            says, or what every list says.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Option(help: "Who gives the list, or where it comes from.")
    var source: String

    @Option(help: "known, benign or negative.")
    var kind: HashList.Kind = .known

    @Option(
        help: ArgumentHelp(
            "With --kind negative: only what this list says is taken back.", valueName: "name"))
    var against: String?

    @Option(help: "csam, harmful-abusive or other; csam if not said, other for benign lists.")
    var classification: HashList.Classification?

    @Flag(help: "Let a match alone be enough to act on.")
    var trusted = false

    @Option(
        help: """
            one-person or two-person: who adds by hand, and undoes a removal. Two people if not \
            said, but one for a known list that is not trusted.
            """)
    var adding: HashList.Adding?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let list = try await HashLists(settings: settings).using { lists in
                var standard = HashListSettings.standard(for: kind)
                standard.isTrusted = trusted
                standard.adding = adding
                return try await lists.create(
                    HashListDraft(
                        name: name, source: source,
                        classification: classification ?? .standard(for: kind),
                        kind: kind, against: try await corrected(in: lists), settings: standard),
                    by: .operator)
            }
            switch output.format {
            case .json: try Output.json(HashListLine(list))
            case .table: Output.line(HashListLine.table([list]).rendered)
            }
        }
    }

    private func corrected(in lists: HashListService) async throws -> HashList.ID? {
        guard let against else { return nil }
        return try await lists.list(named: against).id
    }
}
