// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Fingerprinting
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
            list; every file of an archive by itself, as FILE #NUMBER. That a file is on no list \
            does not make it harmless. Nothing is stored. Ends with 2 when a file could not be \
            read; the others are compared all the same.
            """)

    @Argument(help: ArgumentHelp("Files to compare, and folders.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Only what is on this list.", valueName: "name"))
    var list: String?

    @OptionGroup var modeOptions: ModeOptions

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let configuration = try settings.decoderConfiguration()
            let unread = try await DatabaseOpening(settings: settings).using { services in
                let database = services.database
                let lists = try await comparedLists(in: database)
                let decoders = DecoderPool(configuration: configuration)
                _ = try await decoders.confinementReport(configuration)
                let matcher = Matcher(
                    database: database, snapshotPath: settings.hashIndexPath)
                let unread = try await compareAll(
                    with: matcher, lists, through: decoders, atOnce: configuration.filesAtOnce)
                await decoders.shutdown()
                return unread
            }
            if unread > 0 { throw ExitStatus.notFound.error }
        }
    }

    /// The lists that files are compared with, in the order of their names.
    private func comparedLists(in database: any Database) async throws -> [HashList] {
        let store = HashListStore()
        return try await database.read { [list] transaction in
            guard let list else { return try store.list(in: transaction).filter(\.isEnabled) }
            guard let found = try store.find(named: list, in: transaction) else {
                throw MatchingError.listUnknown
            }
            return [found]
        }
    }

    /// Returns how many files could not be read.
    private func compareAll(
        with matcher: Matcher, _ compared: [HashList], through decoders: DecoderPool, atOnce: Int
    ) async throws -> Int {
        let names = Dictionary(compared.map { ($0.id, $0.name) }) { first, _ in first }
        var table = TextTable(["File", "List", "Trusted", "Kind", "Distance", "Remark"])
        let lists = list.map { _ in Set(names.keys) }
        let walk = FolderWalk(files)
        let files = walk.files
        walk.tellOfGaps()
        var unread = 0
        var done = 0
        var bar = ProgressBar("Comparing")
        var options = FileReadingOptions()
        options.mode = modeOptions.mode
        let fingerprinting = FileFingerprinting(
            decoders: decoders, atOnce: atOnce, options: options)
        try await fingerprinting.each(of: files) { file, outcome in
            done += 1
            bar.show(done, of: files.count, remark: "\(done) of \(files.count) files")
            switch outcome {
            case .failure(let error):
                unread += 1
                error.tell(of: file)
            case .success(let found):
                let results = try await Self.results(of: found, with: matcher, lists)
                switch output.format {
                case .json: try Output.json(MatchedFile(found, results, names, of: file))
                case .table: Self.add(found, results, names, of: file, to: &table)
                }
            }
        }
        bar.finish()
        if output.format == .table {
            if unread < files.count { Output.line(table.rendered) }
            Output.line(Self.said(of: compared))
        }
        return unread + walk.unreadable.count
    }

    private static func results(
        of found: FingerprintedFile, with matcher: Matcher, _ lists: Set<HashList.ID>?
    ) async throws -> [PartResult] {
        var results: [PartResult] = []
        for (place, part) in found.parts.enumerated() {
            let comparison = try await matcher.comparison(of: part, lists: lists)
            results.append(
                PartResult(number: place == 0 ? nil : place, comparison: comparison))
        }
        return results
    }

    /// What files were compared with, so that "on no list" says of which lists it is true.
    private static func said(of compared: [HashList]) -> String {
        guard !compared.isEmpty else {
            return "Compared with no list: none is in use. See: nightlight hash-list list"
        }
        let lists = compared.map { "\($0.name) (\($0.usedCount))" }.joined(separator: ", ")
        return "Compared with the entries of: \(lists)."
    }

    /// A row for each match; of an archive's files only for those that have one.
    private static func add(
        _ found: FingerprintedFile, _ results: [PartResult], _ names: [HashList.ID: String],
        of file: String, to table: inout TextTable
    ) {
        for result in results {
            let name = result.number.map { "\(file) #\($0)" } ?? file
            let matches = result.comparison.verdict.matches
            for match in matches {
                table.add([
                    name, names[match.listID] ?? "", match.isTrusted ? "yes" : "no",
                    match.kind.rawValue, "\(match.distance)", result.framesRemark ?? "",
                ])
            }
            guard matches.isEmpty else { continue }
            guard result.number == nil || result.isWorthTelling else { continue }
            let isListedInside = result.number == nil && results.contains(where: \.isListed)
            var remarks = [result.listsRemark, result.framesRemark].compactMap(\.self)
            if result.number == nil { remarks += found.gaps }
            table.add([
                name, isListedInside ? "itself on no list" : "on no list", "", "", "",
                remarks.joined(separator: "; "),
            ])
        }
        let hasOwn = results.first.map(\.isListed) ?? false
        if hasOwn, !found.gaps.isEmpty {
            table.add([file, "", "", "", "", found.gaps.joined(separator: "; ")])
        }
    }
}
