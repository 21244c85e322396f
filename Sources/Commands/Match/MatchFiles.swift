// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Matching
import MediaDecoding
import NightlightCore
import Storage

/// Compares files of this machine with the lists.
struct MatchFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "Compare files, and all files in folders, with the lists.",
        discussion: """
            Fingerprints each file as `media fingerprint` does and compares it with every enabled \
            list. That a file is on no list does not make it harmless. Nothing is stored. Ends \
            with 2 when a file could not be read; the others are compared all the same.
            """)

    @Argument(help: ArgumentHelp("Files to compare, and folders.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Only what is on this list.", valueName: "name"))
    var list: String?

    @OptionGroup var modeOptions: ModeOptions

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try await settingsOptions.load()
            let configuration = try settings.decoderConfiguration()
            let unread = try await DatabaseOpening(settings: settings).using { database in
                let names = try await names(in: database)
                let decoders = DecoderPool(configuration: configuration)
                _ = try await decoders.confinementReport(configuration)
                let matcher = Matcher(
                    database: database, snapshotPath: settings.hashIndexPath)
                let unread = try await compareAll(
                    with: matcher, names, through: decoders, atOnce: configuration.filesAtOnce)
                await decoders.shutdown()
                return unread
            }
            if unread > 0 { throw ExitStatus.notFound.error }
        }
    }

    /// The lists to tell of, by identifier.
    private func names(in database: any Database) async throws -> [HashList.ID: String] {
        let store = HashListStore()
        let lists = try await database.read { [list] transaction in
            guard let list else { return try store.all(in: transaction) }
            guard let found = try store.find(named: list, in: transaction) else {
                throw MatchingError.listUnknown
            }
            return [found]
        }
        return Dictionary(lists.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// Returns how many files could not be read.
    private func compareAll(
        with matcher: Matcher, _ names: [HashList.ID: String], through decoders: DecoderPool,
        atOnce: Int
    ) async throws -> Int {
        var table = TextTable(["File", "List", "Trusted", "Kind", "Distance", "Remark"])
        let walk = FolderWalk(files)
        let files = walk.files
        walk.tellOfGaps()
        var unread = walk.unreadable.count
        var done = 0
        var bar = ProgressBar("Comparing")
        var options = FileReadingOptions()
        options.mode = modeOptions.mode
        try await FileFingerprint.each(
            of: files, through: decoders, atOnce: atOnce, options: options
        ) { file, outcome in
            done += 1
            bar.show(done, of: files.count, remark: "\(done) of \(files.count) files")
            switch outcome {
            case .failure(let error):
                unread += 1
                Output.note("error: \(TextTable.singleLine(file)): \(error) [\(error.code)]")
            case .success(let found):
                let all = try await matcher.matches(for: found.all, quality: found.quality)
                try show(found, all.filter { names[$0.listID] != nil }, names, of: file, &table)
            }
        }
        bar.finish()
        if output.format == .table, unread < files.count { Output.line(table.rendered) }
        return unread
    }

    private func show(
        _ found: FileFingerprint, _ matches: [Match], _ names: [HashList.ID: String],
        of file: String, _ table: inout TextTable
    ) throws {
        switch output.format {
        case .json: try Output.json(Line(found, matches, names, of: file))
        case .table:
            for match in matches {
                table.add([
                    file, names[match.listID] ?? "", match.isTrusted ? "yes" : "no",
                    match.kind.rawValue, "\(match.distance)", "",
                ])
            }
            if matches.isEmpty {
                let unread = found.undecodable.map { "not compared as a picture: \($0.code)" }
                table.add([file, "on no list", "", "", "", unread ?? ""])
            }
        }
    }

    private struct Line: Encodable {
        struct Found: Encodable {
            let list: String
            let entry: String
            let trusted: Bool
            let kind: String
            let distance: Int
        }

        let file: String
        let sha256: String
        let undecodable: String?
        let matches: [Found]

        init(
            _ found: FileFingerprint, _ matches: [Match], _ names: [HashList.ID: String],
            of file: String
        ) {
            self.file = file
            sha256 = found.sha256.hex
            undecodable = found.undecodable?.code
            self.matches = matches.map {
                Found(
                    list: names[$0.listID] ?? "", entry: $0.entryID.text, trusted: $0.isTrusted,
                    kind: $0.kind.rawValue, distance: $0.distance)
            }
        }
    }
}
