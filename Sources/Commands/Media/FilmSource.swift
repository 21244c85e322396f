// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import NightlightCore
import PerceptualHashing

/// Where a film's fingerprint comes from: the film itself, or the vPDQ text that a tool made of it.
enum FilmSource {
    static func fingerprint(
        of path: String, through decoders: DecoderPool, options: FileReadingOptions
    ) async throws -> VideoFingerprint {
        var bytes: [UInt8] = []
        var reader = try FileReader(path: path)
        while let piece = try reader.next() {
            bytes.append(contentsOf: piece)
            // The largest film the decoder takes is more than any text of the frames that are read.
            guard bytes.count <= decoders.fileBytesMax else {
                throw FilmSourceError.noFilm(file: path, reason: .tooManyBytes)
            }
        }
        switch await decoders.fileReading(of: bytes, options: options) {
        case .video(let video): return video.fingerprint
        case .undecodable(.unsupported):
            do throws(VideoTextError) {
                return try VideoFingerprint(text: String(decoding: bytes, as: UTF8.self))
            } catch {
                throw FilmSourceError.noText(file: path, error)
            }
        case .undecodable(let reason):
            throw reason.isTransient
                ? FileReadingError.decoderUnavailable
                : FilmSourceError.noFilm(file: path, reason: reason)
        case .picture, .archive:
            throw FilmSourceError.noFilm(file: path, reason: .unsupported)
        }
    }
}

/// Why a file that somebody named is no film that can be compared.
enum FilmSourceError: CodedError, Equatable {
    /// The file is no film, or the film cannot be read.
    case noFilm(file: String, reason: UndecodableReason)
    /// The file is neither a film nor the vPDQ text of one.
    case noText(file: String, VideoTextError)

    var code: String {
        switch self {
        case .noFilm: "film.no-film"
        case .noText: "film.no-text"
        }
    }
}

extension FilmSourceError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noFilm(let file, let reason):
            "\(TextTable.singleLine(file)) is no film that can be read (\(reason.code))."
        case .noText(let file, let error):
            "\(TextTable.singleLine(file)) is neither a film nor vPDQ text"
                + (error.line.map { ": line \($0), \(error.code)." } ?? " (\(error.code)).")
        }
    }
}
