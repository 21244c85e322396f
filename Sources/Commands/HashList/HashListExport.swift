// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import NightlightCore
import ReportFormats

/// Writes a list into a file that every format's readers take.
struct HashListExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the entries of a list into a file.",
        discussion: """
            Writes what is in use: no entry that is withdrawn, in quarantine, or part of an import \
            that is not finished. CSV has classification and note, lines have the classification, \
            VICS has no PDQ, vpdq nothing else. The file appears whole or not at all, and that it \
            was written is on record.
            """)

    @Argument(help: "The list's name.")
    var name: String

    @Option(help: "csv, lines, vics or vpdq.")
    var format: HashListFormat

    @Option(help: "The file to write; it must not exist.")
    var output: String

    @Flag(help: "Replace the file if there is one.")
    var force = false

    @Flag(help: "Write the withdrawn entries, and only those, for others to withdraw them too.")
    var withdrawn = false

    @OptionGroup var settingsOptions: SettingsOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let (written, left) = try await HashLists(settings: settings).using { lists in
                try await write(lists.list(named: name), of: lists)
            }
            Output.line("Wrote \(written) entries.")
            if left > 0 {
                Output.note("note: \(left) entries are of kinds that the format has no place for.")
            }
        }
    }

    /// How many entries were written, and how many the format cannot carry.
    private func write(
        _ list: HashList, of lists: HashListService
    ) async throws -> (written: Int, left: Int) {
        var file = try NewFile(path: output, replaces: force)
        var writer = HashListWriter(format: format)
        var (written, left) = (0, 0)
        try file.write(writer.header)
        var last: HashEntry.ID?
        repeat {
            let page = try await lists.entries(
                of: list.id, after: last, limit: HashListStore.pageRowsMax)
            var text = ""
            for entry in page where withdrawn ? entry.withdrawnAt != nil : entry.isInUse {
                guard writer.carries(entry.fingerprint.kind) else {
                    left += 1
                    continue
                }
                text += writer.text(
                    of: HashListRow(
                        fingerprints: [entry.fingerprint], category: entry.origin.category,
                        note: entry.origin.note, lineNumber: 0))
                written += 1
            }
            try file.write(text)
            last = page.count == HashListStore.pageRowsMax ? page.last?.id : nil
        } while last != nil
        try file.write(writer.footer)
        // Before the file has its name: none leaves the platform unrecorded.
        try await lists.recordExport(
            of: list.id, withdrawn ? .withdrawn : .used, format: format.rawValue, count: written,
            by: .operator)
        try file.finish()
        return (written, left)
    }
}
