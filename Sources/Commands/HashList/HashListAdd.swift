// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore

/// Adds one fingerprint by hand.
struct HashListAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add one fingerprint to a list by hand.",
        discussion: """
            Where the list asks for two people, it waits as a proposal until somebody confirms it \
            in the workbench. What collides with a benign list goes into quarantine, and only \
            somebody in the workbench lets it out.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Argument(
        help: "The fingerprint in hexadecimal digits; md5:, sha1:, sha256: or pdq: before it.")
    var fingerprint: FingerprintArgument

    @Option(help: "Where it comes from and why, for those who come later.")
    var note: String

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if fingerprint.candidates.count > 1 {
            throw ValidationError("It may be sha256 or pdq. Write which before it.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            guard let fingerprint = fingerprint.candidates.first else {
                throw MatchingError.entryUnknown
            }
            let addition = try await HashLists(settings: settings).using(addsEntries: true) {
                lists in
                try await lists.add(
                    fingerprint, to: lists.list(named: name).id, note: note, by: .operator)
            }
            switch output.format {
            case .json: try Output.json(["outcome": addition.outcome, "id": addition.id])
            case .table: Output.line(addition.sentence)
            }
        }
    }
}

extension HashListService.Addition {
    fileprivate var outcome: String {
        switch self {
        case .added: "added"
        case .held: "held"
        case .proposed, .waiting: "proposed"
        case .present: "present"
        }
    }

    fileprivate var id: String {
        switch self {
        case .added(let entry), .held(let entry), .present(let entry): entry.id.text
        case .proposed(let proposal), .waiting(let proposal): proposal.id.text
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .added: "The fingerprint is on the list."
        case .held(let entry):
            "The fingerprint is in quarantine: \(entry.hold?.cause.meaning ?? "")."
        case .proposed(let proposal), .waiting(let proposal):
            "The fingerprint waits until a second person confirms it."
                + (proposal.warning.map { " Look at it well: \($0.meaning)." } ?? "")
        case .present: "The list has it already; it stays as it is."
        }
    }
}

extension HoldCause {
    /// Why something is held back, in a few words.
    var meaning: String {
        switch self {
        case .benignCollision: "a benign list says that there is nothing to see"
        case .knownCollision: "a list of known material has it"
        case .degenerate: "it is the fingerprint of a blank or near-uniform picture"
        case .overmatch: "it attracted too many distinct media"
        }
    }
}
