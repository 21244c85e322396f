// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import NightlightCore
import Storage

struct AuditCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Hand out the signed state of the log, to be kept elsewhere.",
        subcommands: [AuditCheckpointExport.self])
}

/// Writes the newest checkpoint to a file.
struct AuditCheckpointExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the newest signed checkpoint to a file.",
        discussion: """
            Keep it where whoever runs the database cannot write: on another machine, with a \
            partner, in a mailbox. `nightlight audit verify --checkpoint FILE` then finds out \
            whether the log still begins with what it says.
            """)

    @Argument(help: "The file to write.")
    var file: String

    @Flag(help: "Replace a file of this name.")
    var force = false

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let verifier = try settings.checkpointVerifier()
            let latest = try await DatabaseOpening(settings: settings).using { services in
                try await services.database.read { try CheckpointStore().latest(in: $0) }
            }
            guard let latest else { throw AuditError.outsideTree }
            let checkpoint = try verifier.verify(latest.note)
            var written = try NewFile(path: file, replaces: force)
            try written.write(checkpoint.note)
            try written.finish()
            switch output.format {
            case .json: try Output.json(["events": checkpoint.size])
            case .table: Output.line("Wrote the checkpoint of \(checkpoint.size) events.")
            }
        }
    }
}
