// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import AuditLog
import Composition
import Matching
import ReportFormats

extension HashList.Classification: ExpressibleByArgument {}
extension HashListFormat: ExpressibleByArgument {}
extension ImportPolicy: EnumerableFlag {
    static func help(for value: ImportPolicy) -> ArgumentHelp? {
        switch value {
        case .allOrNothing: "Keep nothing of a file with a bad row, and nothing before its end."
        case .keepGood: "Keep the good rows as they are read, and name the bad ones."
        }
    }
}

/// Reads a file of fingerprints into a list.
struct HashListImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a file of fingerprints into a list.",
        discussion: """
            Reads CSV with a header (md5, sha1, sha256, pdq), lines of TYPE HASH, VICS JSON \
            1.x and 2.0, and the frames of videos as vpdq writes them, in lines or as JSON, of \
            any length; a frame with a quality under 50 is passed over. What the list has \
            already stays as it is; \
            what was withdrawn stays withdrawn. What collides with a benign list, or is the \
            fingerprint of a blank picture, goes into quarantine; the summary names the first of \
            them. Ends with 1 when nothing was kept because of bad rows, or because there was no \
            row to keep.
            """)

    @Argument(help: "The file to read.")
    var file: String

    @Option(help: ArgumentHelp("The list to read it into.", valueName: "name"))
    var list: String

    @Flag(help: "Make the list when there is none of that name.")
    var create = false

    @Option(help: "With --create: who gave the list; the file's name if not said.")
    var source: String?

    @Option(help: "With --create: csam, harmful-abusive or other.")
    var classification: HashList.Classification?

    @Option(help: "With --create: known, benign or negative.")
    var kind: HashList.Kind?

    @Flag(help: "With --create: let a match alone be enough to act on.")
    var trusted = false

    @Option(help: "csv, lines, vics or vpdq; told by the file's beginning if not said.")
    var inputFormat: HashListFormat?

    @Flag(exclusivity: .exclusive)
    var policy: ImportPolicy = .allOrNothing

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard create || !hasDraftOptions else {
            throw ValidationError(
                "--source, --classification, --kind and --trusted need --create; see hash-list set."
            )
        }
    }

    /// Whether something was said of a list to be made.
    private var hasDraftOptions: Bool {
        source != nil || classification != nil || kind != nil || trusted
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            // A file that is not there is found before a list is made for it.
            var reader = try FileReader(path: file)
            let total = reader.byteCount
            let result = try await HashLists(settings: settings).using(addsEntries: true) { lists in
                let target = try await target(in: lists)
                var bar = ProgressBar("Importing")
                defer { bar.finish() }
                return try await lists.importFile(
                    into: target.id, format: inputFormat, policy: policy, by: .operator,
                    progress: { result in
                        bar.show(
                            result.byteCount, of: total, remark: "\(result.rowCount) rows")
                    },
                    chunk: { try reader.next().map(Array.init) })
            }
            try ImportSummary(result, list: list).print(as: output.format)
            guard result.isKept else {
                if create { Output.note("note: the list \(list) is there, and may be empty.") }
                throw ExitStatus.checkFailed.error
            }
        }
    }

    private func target(in lists: HashListService) async throws -> HashList {
        do {
            let found = try await lists.list(named: list)
            if hasDraftOptions {
                Output.note("note: \(found.name) is there already; its settings stay as they are.")
            }
            return found
        } catch MatchingError.listUnknown {
            guard create else {
                Output.note("note: --create makes a list.")
                throw MatchingError.listUnknown
            }
            let name =
                file.split(separator: "/").last.map { TextTable.singleLine(String($0)) } ?? list
            let kind = kind ?? .known
            var settings = HashListSettings.standard(for: kind)
            if trusted { settings.isTrusted = true }
            return try await lists.create(
                HashListDraft(
                    name: list,
                    source: source ?? String(name.prefix(HashListDraft.sourceCharactersMax)),
                    classification: classification ?? .standard(for: kind),
                    kind: kind, settings: settings), by: .operator)
        }
    }
}
