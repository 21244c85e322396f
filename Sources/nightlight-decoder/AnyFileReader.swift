// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing

/// Reads a file of any kind, and every file in it, within one allowance for all of them.
struct AnyFileReader {
    let pictures: PictureReader
    let bounds: FileBounds
    /// When to answer with what there is.
    let end: Moment
    /// Frames that may still be answered.
    var framesLeft: Int

    init(pictures: PictureReader, bounds: FileBounds) {
        self.pictures = pictures
        self.bounds = bounds
        end = Moment.now.advanced(by: .milliseconds(bounds.budgetMilliseconds))
        framesLeft = bounds.options.framesMax
    }

    var isOutOfTime: Bool { Moment.now >= end }

    mutating func answer(about bytes: [UInt8]) throws(UndecodableReason) -> DecoderAnswer {
        guard !bytes.isEmpty else { throw .empty }
        if Self.mayHaveTail(bytes), let tail = ArchiveTail(of: bytes) {
            var reader = ArchiveReader(files: self)
            if let reading = reader.reading(of: bytes, joined: tail) { return .archive(reading) }
        }
        switch FormatSniffer.kind(of: bytes) {
        case .archive(let format):
            var reader = ArchiveReader(files: self)
            return .archive(try reader.reading(of: bytes, as: format))
        default:
            switch try mediaReading(of: bytes) {
            case .picture(let picture): return .picture(picture)
            case .video(let video): return .video(video)
            case .archive, .undecodable: throw .unsupported
            }
        }
    }

    /// An archive may hold another one as it is, which is its own business; of ZIP the directory
    /// at the end tells the two apart.
    private static func mayHaveTail(_ bytes: [UInt8]) -> Bool {
        switch FormatSniffer.kind(of: bytes) {
        case .picture, .video, .archive(.zip), nil: true
        case .archive: false
        }
    }

    /// Reads a picture or a video.
    ///
    /// - Parameter part: A video may use up one part in so many of what is left, and so leaves some
    ///   to the files behind it. Each has at least one frame.
    mutating func mediaReading(
        of bytes: [UInt8], part: Int = 1
    ) throws(UndecodableReason) -> ArchiveMember.Reading {
        let video: VideoReading
        let framesMax = max(1, framesLeft / part)
        let end = Moment.now.part(part, to: end)
        switch FormatSniffer.kind(of: bytes) {
        case .picture(let format):
            if let moving = MovingPictureReader(format: format, of: bytes) {
                video = try moving.reading(
                    of: bytes, bounds: bounds, framesMax: framesMax, end: end)
            } else if format == .png, let structure = AnimatedPNG(of: bytes),
                let moving = AnimatedPNGReader(
                    structure: structure, pictures: pictures, bounds: bounds
                ).reading(of: bytes, framesMax: framesMax, end: end)
            {
                video = moving
            } else {
                return .picture(try pictures.reading(of: bytes, bounds.options.mode))
            }
        case .video(let format):
            video = try VideoReader(bounds: bounds, framesMax: framesMax, end: end)
                .reading(of: bytes, as: format)
        case .archive, nil: throw .unsupported
        }
        framesLeft -= video.fingerprint.frames.count
        return .video(video)
    }
}
