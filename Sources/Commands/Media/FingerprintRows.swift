// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import MediaDecoding
import NightlightCore
import PerceptualHashing

/// The rows of one file in the table: name, kind, quality, fingerprint.
enum FingerprintRows {
    static func rows(_ found: FileFingerprint, of file: String) -> [[String]] {
        var rows = rows(of: found.digests, file)
        if let still = found.still {
            rows.append([file, still.pdq.kind.rawValue, "\(still.quality)", still.pdq.hex])
        }
        if let film = found.film { rows.append(row(of: film, file)) }
        if let archive = found.archive {
            rows.append([file, "archive", "", summary(of: archive)])
            for (number, member) in zip(1..., archive.members) {
                rows += Self.rows(of: member, "\(file) #\(number)")
            }
        }
        if let reason = found.undecodable { rows.append([file, "undecodable", "", reason.code]) }
        return rows
    }

    private static func rows(of member: ArchiveMember, _ name: String) -> [[String]] {
        let rows = FileDigests(of: member).map { Self.rows(of: $0, name) } ?? []
        switch member.reading {
        case .picture(let picture):
            return rows + [[name, "pdq", "\(picture.quality)", picture.pdq.hex]]
        case .video(let film): return rows + [row(of: film, name)]
        case .archive(let format): return rows + [[name, "archive", "", format.rawValue]]
        case .undecodable(let reason): return rows + [[name, "undecodable", "", reason.code]]
        }
    }

    private static func rows(of digests: FileDigests, _ name: String) -> [[String]] {
        digests.longestFirst.map { [name, $0.kind.rawValue, "", $0.hex] }
    }

    private static func row(of film: VideoReading, _ name: String) -> [String] {
        let count = film.fingerprint.frames.count
        return [
            name, "film", "", "\(count) frames of \(film.format.rawValue)\(cut(film.isCutShort))",
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
