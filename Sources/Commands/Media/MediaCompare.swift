// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import Composition
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// Says how many frames two videos share.
struct MediaCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Say how many frames two videos share.",
        discussion: """
            Each file is a video, or vPDQ text such as `media fingerprint --vpdq` and other tools \
            write. Prints the two percentages of the vPDQ method: of the first video's frames that \
            the second has, and of the second's that the first has. Frames of low quality do not \
            count, equal ones count once. Nothing is stored.
            """)

    @Argument(help: ArgumentHelp("The video to look for.", valueName: "query"))
    var query: String

    @Argument(help: ArgumentHelp("The video to look in.", valueName: "other"))
    var other: String

    @Option(help: "The largest distance of two frames that count as the same: 0 to 256.")
    var distance = VideoComparison.distanceMax

    @Option(help: "The least quality of a frame that counts: 0 to 100.")
    var quality = VideoComparison.qualityMin

    @OptionGroup var settingsOptions: SettingsOptions
    @OptionGroup var output: OutputOptions

    // LIMIT: frames of one video: the comparison takes as long as the product of both numbers.
    private static let framesMax = 10_000

    func validate() throws {
        guard (0...256).contains(distance) else { throw ValidationError("--distance is 0 to 256.") }
        guard (0...100).contains(quality) else { throw ValidationError("--quality is 0 to 100.") }
    }

    func run() async throws {
        try await CommandErrors.reporting {
            let settings = try await settingsOptions.load()
            let configuration = try settings.decoderConfiguration()
            let decoders = DecoderPool(configuration: configuration)
            _ = try await decoders.confinementReport(configuration)
            var videos: [VideoFingerprint] = []
            for file in [query, other] {
                let video = try await VideoSource.fingerprint(
                    of: file, through: decoders, options: FileReadingOptions())
                if video.frames.count > Self.framesMax {
                    Output.note("note: \(file) has more than \(Self.framesMax) frames.")
                }
                videos.append(VideoFingerprint(frames: Array(video.frames.prefix(Self.framesMax))))
            }
            await decoders.shutdown()
            show(videos[0].comparison(with: videos[1], distanceMax: distance, qualityMin: quality))
        }
    }

    private func show(_ comparison: VideoComparison) {
        switch output.format {
        case .json: try? Output.json(Line(comparison))
        case .table:
            var table = TextTable(["Video", "Frames", "Shared", "Percent"])
            table.add([
                query, "\(comparison.queryCount)", "\(comparison.queryMatchedCount)",
                Self.rounded(comparison.queryPercent),
            ])
            table.add([
                other, "\(comparison.comparedCount)", "\(comparison.comparedMatchedCount)",
                Self.rounded(comparison.comparedPercent),
            ])
            Output.line(table.rendered)
        }
    }

    private static func rounded(_ percent: Double) -> String {
        String((percent * 10).rounded() / 10)
    }

    private struct Line: Encodable {
        let queryFrames: Int
        let queryShared: Int
        let queryPercent: Double
        let otherFrames: Int
        let otherShared: Int
        let otherPercent: Double

        init(_ comparison: VideoComparison) {
            queryFrames = comparison.queryCount
            queryShared = comparison.queryMatchedCount
            queryPercent = comparison.queryPercent
            otherFrames = comparison.comparedCount
            otherShared = comparison.comparedMatchedCount
            otherPercent = comparison.comparedPercent
        }
    }
}
