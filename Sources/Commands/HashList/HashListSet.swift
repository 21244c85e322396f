// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching

/// Changes the settings of a list.
struct HashListSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change the settings of a list; the next look-up follows them.",
        discussion: """
            Where two people are asked for, --enabled, --trusted and --adding one-person wait \
            until somebody confirms them in the workbench; everything else holds at once.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Flag(inversion: .prefixedNo, help: "Whether a match alone is enough to act on.")
    var trusted: Bool?

    @Flag(inversion: .prefixedNo, help: "Whether the list takes part in matching.")
    var enabled: Bool?

    @Option(
        help: ArgumentHelp("Bits in which pictures may differ (0 to 64).", valueName: "bits"))
    var pdqDistance: Int?

    @Option(
        help: ArgumentHelp(
            "The least quality of a picture to compare (0 to 100).", valueName: "quality"))
    var pdqQuality: Int?

    @Option(help: "Who gave the list.")
    var source: String?

    @Option(help: "csam, harmful-abusive or other.")
    var classification: HashList.Classification?

    @Option(help: "one-person or two-person: who adds by hand, and undoes a removal.")
    var adding: HashList.Adding?

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    private var change: HashListChange {
        HashListChange(
            source: source, classification: classification, isTrusted: trusted,
            isEnabled: enabled, pdqDistanceMax: pdqDistance, pdqQualityMin: pdqQuality,
            adding: adding)
    }

    func validate() throws {
        if change == HashListChange() { throw ValidationError("Say what to change.") }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let (list, waiting) = try await HashLists(settings: settings).using { lists in
                let list = try await lists.change(
                    lists.list(named: name).id, change, by: .operator
                ).list
                return (list, try await lists.waitingProposals(on: list.id))
            }
            for proposal in waiting where proposal.fingerprint == nil {
                Output.note(
                    "note: \(proposal.action.rawValue) waits until somebody confirms it in the "
                        + "workbench.")
            }
            switch output.format {
            case .json: try Output.json(HashListLine(list))
            case .table: Output.line(HashListLine.table([list]).rendered)
            }
        }
    }
}
