// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import MediaDecoding
import PerceptualHashing

/// Fingerprints a video in a confined child, when told to.
///
///     video-bench FILE DECODER
///
/// Reads lines `all`, `second` or `key` (every frame, one in a second and every scene's first, key
/// frames alone), with ` fast` behind for fast mode, and answers each with the frames fingerprinted
/// and the seconds it took.
@main struct VideoBench {
    static func main() async throws {
        let file = [UInt8](try Data(contentsOf: URL(filePath: CommandLine.arguments[1])))
        var configuration = DecoderPool.Configuration(executablePath: CommandLine.arguments[2])
        configuration.workers = 1
        let pool = DecoderPool(configuration: configuration)
        // The child is at work before the clock starts.
        _ = await pool.reading(of: [0])
        while let line = readLine() {
            var options = FileReadingOptions()
            let words = line.split(separator: " ")
            if words.last == "fast" { options.mode = .fast }
            switch words.first {
            case "all":
                options.frames = .all
                options.keepsScenes = false
            case "key":
                options.frames = .keyFrames
                options.keepsScenes = false
            default: break
            }
            let start = ContinuousClock.now
            let reading = await pool.fileReading(of: file, options: options)
            let took = (ContinuousClock.now - start).components
            let seconds = Double(took.seconds) + Double(took.attoseconds) * 1e-18
            if case .video(let video) = reading {
                print(video.fingerprint.frames.count, seconds)
            } else {
                print(0, seconds)
            }
            fflush(nil)
        }
        await pool.shutdown()
    }
}
