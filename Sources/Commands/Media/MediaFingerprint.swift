// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import Fingerprinting
import Foundation
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// Prints the fingerprints of files, in the order they were named.
struct MediaFingerprint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint",
        abstract: "Print the fingerprints of files.",
        discussion: """
            SHA-256, SHA-1 and MD5 of any file; PDQ of pictures (JPEG, PNG, WebP, GIF, TIFF, HEIC, \
            AVIF) and of the frames of videos (MP4, QuickTime, WebM, Matroska, AVI, FLV, MPEG-TS); \
            the same of every file in an archive (ZIP, TAR, 7z, RAR). Only the confined decoder \
            reads what is in a file. Nothing is stored. Ends with 2 when a file could not be read; \
            the others are printed all the same.
            """)

    @Argument(help: ArgumentHelp("Files to read.", valueName: "file"))
    var files: [String]

    @Flag(help: "Print the frames of one video in the vPDQ text form, and nothing else.")
    var vpdq = false

    @Option(
        help: ArgumentHelp(
            "Fingerprint a video once in so many seconds; 0 for every frame.", valueName: "seconds")
    )
    var secondsPerHash = 1.0

    @Flag(help: "Fingerprint only frames that are stored whole: much faster.")
    var keyFrames = false

    @Flag(inversion: .prefixedNo, help: "Also fingerprint the first frame of every scene.")
    var scenes = true

    @OptionGroup var modeOptions: ModeOptions

    @Flag(
        help: ArgumentHelp(
            "Read folders and all that is in them, a line for each file.",
            discussion: "Links are not followed. All processors are used."))
    var recursive = false

    @Option(
        help:
            "With --recursive: json or csv lines; csv has no video's frames and no archive's files."
    )
    var lines: FingerprintLogForm = .json

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "With --recursive: write the lines to this new file.", valueName: "file"))
    var outputFile: String?

    @Flag(help: "With --output: go on with a file that an earlier run began.")
    var resume = false

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    // LIMIT: more than a day between two frames is a mistake.
    private static let secondsPerHashMax = 86_400.0

    func validate() throws {
        guard (0...Self.secondsPerHashMax).contains(secondsPerHash) else {
            throw ValidationError("--seconds-per-hash is 0 to 86400.")
        }
        if vpdq, files.count != 1 {
            throw ValidationError("--vpdq prints one video: name exactly one file.")
        }
        if vpdq, recursive {
            throw ValidationError("--vpdq prints one video, --recursive a line for each file.")
        }
        if !recursive, outputFile != nil {
            throw ValidationError("--output is for --recursive.")
        }
        if resume, outputFile == nil {
            throw ValidationError("--resume goes on with the file of --output.")
        }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            var configuration = try settings.decoderConfiguration()
            if recursive {
                configuration.workers = max(
                    configuration.workers, ProcessInfo.processInfo.activeProcessorCount)
            }
            let log =
                try recursive
                ? FingerprintLog(
                    path: outputFile, form: lines, mode: modeOptions.mode, resumes: resume)
                : nil
            let decoders = DecoderPool(configuration: configuration)
            _ = try await decoders.confinementReport(configuration)
            let fingerprinting = FileFingerprinting(
                decoders: decoders, atOnce: configuration.filesAtOnce, options: readingOptions)
            let unread =
                if let log {
                    try await FolderFingerprinting(
                        paths: files, fingerprinting: fingerprinting, log: log
                    ).run()
                } else {
                    await printAll(fingerprinting)
                }
            await decoders.shutdown()
            if unread > 0 { throw ExitStatus.notFound.error }
        }
    }

    private var readingOptions: FileReadingOptions {
        var options = FileReadingOptions()
        let milliseconds = Int((secondsPerHash * 1_000).rounded())
        options.frames =
            keyFrames ? .keyFrames : milliseconds > 0 ? .every(milliseconds: milliseconds) : .all
        options.keepsScenes = scenes
        options.mode = modeOptions.mode
        return options
    }

    /// Returns how many files could not be read.
    private func printAll(_ fingerprinting: FileFingerprinting) async -> Int {
        var table = TextTable(["File", "Kind", "Quality", "Fingerprint"])
        var unread = 0
        await fingerprinting.each(of: files) { file, outcome in
            switch outcome {
            case .success(let found) where vpdq:
                switch found.reading {
                case .video(let video):
                    Output.line(String(video.fingerprint.text.dropLast()))
                    if video.isCutShort { Output.note("note: there is more in the video.") }
                case .picture, .archive, .undecodable:
                    unread += 1
                    let reason = found.undecodableReason ?? .unsupported
                    Output.note("error: no video [\(reason.code)]")
                }
            case .success(let found): show(found, of: file, in: &table)
            case .failure(let error):
                unread += 1
                error.tell(of: file)
                if error == .notAFile { Output.note("note: --recursive reads folders.") }
            }
        }
        if output.format == .table, !vpdq, unread < files.count { Output.line(table.rendered) }
        return unread
    }

    private func show(_ found: FingerprintedFile, of file: String, in table: inout TextTable) {
        switch output.format {
        case .json: try? Output.json(FingerprintLine(found, of: file, modeOptions.mode))
        case .table: for row in FingerprintRows.rows(found, of: file) { table.add(row) }
        }
    }
}
