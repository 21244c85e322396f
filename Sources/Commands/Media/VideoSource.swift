// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import NightlightCore
import PerceptualHashing

/// Where a video's fingerprint comes from: the video itself, or the vPDQ text that a tool made of
/// it.
enum VideoSource {
    static func fingerprint(
        of path: String, through decoders: DecoderPool, options: FileReadingOptions
    ) async throws -> VideoFingerprint {
        var bytes: [UInt8] = []
        var reader = try FileReader(path: path)
        while let piece = try reader.next() {
            bytes.append(contentsOf: piece)
            // The largest video the decoder takes is more than any text of the frames that are
            // read.
            guard bytes.count <= decoders.fileBytesMax else {
                throw VideoSourceError.noVideo(file: path, reason: .tooManyBytes)
            }
        }
        switch await decoders.fileReading(of: bytes, options: options) {
        case .video(let video): return video.fingerprint
        case .undecodable(.unsupported):
            do throws(VideoTextError) {
                return try VideoFingerprint(text: String(decoding: bytes, as: UTF8.self))
            } catch {
                throw VideoSourceError.noText(file: path, error)
            }
        case .undecodable(let reason):
            throw reason.isTransient
                ? FileReadingError.decoderUnavailable
                : VideoSourceError.noVideo(file: path, reason: reason)
        case .picture, .archive:
            throw VideoSourceError.noVideo(file: path, reason: .unsupported)
        }
    }
}

/// Why a file that somebody named is no video that can be compared.
enum VideoSourceError: CodedError, AdvisedError, Equatable {
    /// The file is no video, or the video cannot be read.
    case noVideo(file: String, reason: UndecodableReason)
    /// The file is neither a video nor the vPDQ text of one.
    case noText(file: String, VideoTextError)

    var code: String {
        switch self {
        case .noVideo: "video.no-video"
        case .noText: "video.no-text"
        }
    }
}

extension VideoSourceError: CustomStringConvertible {
    var exitStatus: ExitStatus { .notFound }

    var description: String {
        switch self {
        case .noVideo(let file, let reason):
            "\(TextTable.singleLine(file)) is no video that can be read (\(reason.code))."
        case .noText(let file, let error):
            "\(TextTable.singleLine(file)) is neither a video nor vPDQ text"
                + (error.line.map { ": line \($0), \(error.code)." } ?? " (\(error.code)).")
        }
    }
}
