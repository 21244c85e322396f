// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// The rows of one file in the table: name, kind, quality, fingerprint.
enum FingerprintRows {
    static func rows(_ found: FingerprintedFile, of file: String) -> [[String]] {
        var rows = own(found, file)
        guard case .archive(let archive) = found.reading else { return rows }
        rows.append([file, "archive", "", summary(of: archive)])
        for (number, member) in zip(1..., archive.members.map(FingerprintedFile.init)) {
            let name = "\(file) #\(number)"
            rows += own(member, name)
            if case .archive(let inner) = member.reading {
                rows.append([name, "archive", "", inner.format.rawValue])
            }
        }
        return rows
    }

    /// The rows of one file, without those of what is in it.
    private static func own(_ found: FingerprintedFile, _ name: String) -> [[String]] {
        var rows = found.digests.longestFirst.map { [name, $0.kind.rawValue, "", $0.hex] }
        if let still = found.still {
            rows.append([name, HashKind.pdq.rawValue, "\(still.quality)", still.hash.hex])
        }
        switch found.reading {
        case .picture, .archive: break
        case .video(let video): rows.append(row(of: video, name))
        case .undecodable(let reason): rows.append([name, "undecodable", "", reason.code])
        }
        return rows
    }

    private static func row(of video: VideoReading, _ name: String) -> [String] {
        let count = video.fingerprint.frames.count
        return [
            name, "video", "",
            "\(count) frames of \(video.format.rawValue)\(cut(video.isCutShort))",
        ]
    }

    private static func summary(of archive: ArchiveReading) -> String {
        var parts = ["\(archive.members.count) files of \(archive.format.rawValue)"]
        if archive.encryptedCount > 0 { parts.append("\(archive.encryptedCount) locked") }
        if archive.unreadCount > 0 { parts.append("\(archive.unreadCount) unread") }
        return parts.joined(separator: ", ") + cut(archive.isCutShort)
    }

    private static func cut(_ isCutShort: Bool) -> String { isCutShort ? ", cut short" : "" }
}
