// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
package import PerceptualHashing

extension VideoFingerprint {
    // LIMIT: look-ups for one video: some seconds. Of a longer video frames are taken in even
    // steps.
    package static let framesComparedMax = 900

    /// The frames that are compared with lists: each fingerprint once, and none under the quality
    /// that the vPDQ method asks for.
    package var comparedFrames: [VideoFrame] {
        var seen: Set<PDQHash> = []
        let good = frames.filter {
            $0.quality >= VideoComparison.qualityMin && seen.insert($0.hash).inserted
        }
        let count = min(good.count, Self.framesComparedMax)
        return (0..<count).map { good[$0 * good.count / count] }
    }

    /// The compared frames behind the first one, which stands for a picture that moves even where
    /// it is not good enough to be compared.
    fileprivate var reducedToCompared: VideoFingerprint {
        let compared = comparedFrames
        guard let first = frames.first, compared.first != first else {
            return VideoFingerprint(frames: compared)
        }
        return VideoFingerprint(frames: [first] + compared)
    }
}

extension FingerprintedFile {
    /// The same file without the frames of videos that nobody compares, for those who hold many.
    ///
    /// It gets the same answer from the lists, and the same `still`.
    package var reducedToComparedFrames: FingerprintedFile {
        let reduced: FileReading =
            switch reading {
            case .video(let video): .video(video.reducedToCompared)
            case .archive(let archive): .archive(archive.reducedToCompared)
            case .picture, .undecodable: reading
            }
        return FingerprintedFile(digests: digests, byteCount: byteCount, reading: reduced)
    }
}

extension VideoReading {
    fileprivate var reducedToCompared: VideoReading {
        VideoReading(
            format: format, width: width, height: height,
            fingerprint: fingerprint.reducedToCompared, isCutShort: isCutShort,
            hasHiddenFrame: hasHiddenFrame)
    }
}

extension ArchiveReading {
    fileprivate var reducedToCompared: ArchiveReading {
        ArchiveReading(
            format: format, members: members.map(\.reducedToCompared),
            encryptedCount: encryptedCount, unreadCount: unreadCount, isCutShort: isCutShort)
    }
}

extension ArchiveMember {
    fileprivate var reducedToCompared: ArchiveMember {
        switch reading {
        case .video(let video):
            ArchiveMember(
                depth: depth, byteCount: byteCount, md5: md5, sha1: sha1, sha256: sha256,
                reading: .video(video.reducedToCompared))
        case .picture, .archive, .undecodable: self
        }
    }
}
