// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import MediaDecoding
import NightlightCore

/// Prints the fingerprints of files, in the order they were named.
struct MediaFingerprint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint",
        abstract: "Print the fingerprints of files.",
        discussion: """
            SHA-256, SHA-1 and MD5 of any file, and PDQ of pictures (JPEG, PNG, WebP, GIF, TIFF, \
            HEIC, AVIF), which only the confined decoder reads. Nothing is stored. Ends with 2 \
            when a file could not be read; the others are printed all the same.
            """)

    @Argument(help: ArgumentHelp("Files to read.", valueName: "file"))
    var files: [String]

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try await settingsOptions.load()
            let configuration = try settings.decoderConfiguration()
            let decoders = DecoderPool(configuration: configuration)
            _ = try await decoders.confinementReport(configuration)
            let unread = await printAll(through: decoders, atOnce: configuration.workers)
            await decoders.shutdown()
            if unread > 0 { throw ExitStatus.notFound.error }
        }
    }

    /// Returns how many files could not be read.
    private func printAll(through decoders: DecoderPool, atOnce: Int) async -> Int {
        var table = TextTable(["File", "Kind", "Quality", "Fingerprint"])
        var unread = 0
        await FileFingerprint.each(of: files, through: decoders, atOnce: atOnce) { file, outcome in
            switch outcome {
            case .success(let found): show(found, of: file, in: &table)
            case .failure(let error):
                unread += 1
                Output.note("error: \(TextTable.singleLine(file)): \(error) [\(error.code)]")
            }
        }
        if output.format == .table, unread < files.count { Output.line(table.rendered) }
        return unread
    }

    private func show(_ found: FileFingerprint, of file: String, in table: inout TextTable) {
        switch output.format {
        case .json: try? Output.json(Line(found, of: file))
        case .table:
            for fingerprint in [found.sha256, found.sha1, found.md5] {
                table.add([file, fingerprint.kind.rawValue, "", fingerprint.hex])
            }
            if let pdq = found.pdq, let quality = found.quality {
                table.add([file, pdq.kind.rawValue, "\(quality)", pdq.hex])
            } else {
                table.add([file, "undecodable", "", found.undecodable?.code ?? ""])
            }
        }
    }

    private struct Line: Encodable {
        let file: String
        let bytes: Int
        let sha256: String
        let sha1: String
        let md5: String
        let pdq: String?
        let quality: Int?
        let undecodable: String?

        init(_ found: FileFingerprint, of file: String) {
            self.file = file
            bytes = found.byteCount
            sha256 = found.sha256.hex
            sha1 = found.sha1.hex
            md5 = found.md5.hex
            pdq = found.pdq?.hex
            quality = found.quality
            undecodable = found.undecodable?.code
        }
    }
}
