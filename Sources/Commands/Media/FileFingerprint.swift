// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// The fingerprints of one file of this machine.
struct FileFingerprint: Sendable, Equatable {
    let digests: FileDigests
    let byteCount: Int
    /// Of a picture, and of the first frame of one that moves.
    let still: SeenFrame?
    /// `nil` when the file is no film, and no picture that moves.
    let film: VideoReading?
    /// `nil` when the file is no archive.
    let archive: ArchiveReading?
    /// `nil` when the file has a reading of any kind.
    let undecodable: UndecodableReason?
    private let seen: SeenMedia.Reading

    /// Whether there is more in a film, an archive or a film of an archive than was read; `nil` for
    /// what is none of these.
    var isCutShort: Bool? {
        if let film { return film.isCutShort }
        guard let archive else { return nil }
        return archive.isCutShort
            || archive.members.contains { member in
                if case .video(let film) = member.reading { return film.isCutShort }
                return false
            }
    }

    /// What is compared with the lists: the file, and behind it every file of an archive.
    struct Part: Sendable {
        /// The place in the archive, counted from 1; `nil` for the file itself.
        let number: Int?
        let digests: [Fingerprint]
        let reading: SeenMedia.Reading
    }

    var parts: [Part] {
        let members = (archive?.members ?? []).enumerated().compactMap { place, member in
            FileDigests(of: member).map {
                Part(
                    number: place + 1, digests: $0.all, reading: SeenMedia.Reading(member.reading))
            }
        }
        return [Part(number: nil, digests: digests.all, reading: seen)] + members
    }

    /// Reads a file once, makes its digests, and lets the confined decoder look at it.
    ///
    /// - Throws: When the file cannot be read, or the decoder cannot be put to work. That nothing
    ///   can be decoded is no error.
    init(
        of path: String, through decoders: DecoderPool,
        options: FileReadingOptions = FileReadingOptions()
    ) async throws(FileReadingError) {
        // Of a file that the pool does not take only the digests are made, piece by piece.
        let contents = try Contents(of: path, bytesMax: decoders.fileBytesMax)
        guard let digests = contents.digests else { throw .unreadable(errorNumber: 0) }
        self.digests = digests
        byteCount = contents.byteCount
        let reading =
            if let bytes = contents.bytes {
                await decoders.fileReading(of: bytes, options: options)
            } else {
                FileReading.undecodable(.tooManyBytes)
            }
        var still: SeenFrame?
        var (film, archive): (VideoReading?, ArchiveReading?)
        var undecodable: UndecodableReason?
        switch reading {
        case .picture(let picture): still = SeenFrame(picture.pdq, quality: picture.quality)
        case .video(let video):
            film = video
            still = SeenFilm(video).still
        case .archive(let found): archive = found
        case .undecodable(let reason):
            // Says nothing about the file, so it must not be printed as if it did.
            guard !reason.isTransient else { throw .decoderUnavailable }
            undecodable = reason
        }
        seen = SeenMedia.Reading(reading)
        self.still = still
        self.film = film
        self.archive = archive
        self.undecodable = undecodable
    }

    /// What one pass over a file gives.
    private struct Contents {
        private(set) var byteCount = 0
        let digests: FileDigests?
        /// `nil` when the file is larger than the decoder takes.
        private(set) var bytes: [UInt8]? = []

        init(of path: String, bytesMax: Int) throws(FileReadingError) {
            var maker = FileDigests.Maker()
            var reader = try FileReader(path: path)
            while let piece = try reader.next() {
                byteCount += piece.count
                maker.add(piece)
                if byteCount <= bytesMax {
                    bytes?.append(contentsOf: piece)
                } else {
                    bytes = nil
                }
            }
            digests = maker.finish()
        }
    }
}
