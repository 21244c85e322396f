// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import PerceptualHashing
import CaseworkParts
import Incidents
import Matching
import NightlightCore
import WebComponents
import WorkbenchShell

extension IncidentDetailPage {
    struct File {
        struct MatchLine {
            let state: Tag
            let list: String
            let path: String
            let how: String
        }

        let sha256: String
        let facts: String
        let places: String
        let matches: [MatchLine]
        let digests: SummaryList
    }
}

extension IncidentView {
    /// Files on a list, and all others.
    var files: (listed: [IncidentDetailPage.File], others: [IncidentDetailPage.File]) {
        let all = snapshot.files.map { ($0.matches.isEmpty, shown($0)) }
        return (all.filter { !$0.0 }.map(\.1), all.filter(\.0).map(\.1))
    }

    private func shown(_ seen: SeenFile) -> IncidentDetailPage.File {
        let media = seen.media
        let reading =
            media.still.map { words("file.picture", ["quality": String($0.quality)]) }
            ?? media.undecodableReason.map { words.code($0) }
            ?? words("file.videoOrArchive")
        let remarks = media.remarks.map { words.code($0.rawValue) }
        let digests =
            [media.digests.md5, media.digests.sha1]
            + [media.still?.hash.fingerprint].compactMap(\.self)
        return IncidentDetailPage.File(
            sha256: media.digests.sha256.hex,
            facts: ([size(media.byteCount), reading] + remarks).joined(separator: " · "),
            places: seen.locators.map(title(of:)).joined(separator: ", "),
            matches: seen.matches.map(line),
            digests: SummaryList(
                digests.map { SummaryList.Row($0.kind.title, $0.hex, isCode: true) }))
    }

    private func line(_ match: RecordedMatch) -> IncidentDetailPage.File.MatchLine {
        let state: Tag =
            if match.isSetAside {
                Tag(words("match.setAside"))
            } else if match.isWithdrawn {
                Tag(words("match.withdrawn"))
            } else if match.isHeld {
                Tag(words("match.held"))
            } else if !match.isEnabled {
                Tag(words("match.disabled"))
            } else if match.isTrusted {
                Tag(words("match.trusted"), .bad)
            } else {
                Tag(words("match.listed"), .wait)
            }
        let distance =
            match.kind == .pdq
            ? words("match.distance", ["count": String(match.distance)])
            : words("match.exact")
        return IncidentDetailPage.File.MatchLine(
            state: state, list: match.listName, path: CaseworkPath.hashList(match.listID),
            how: "\(match.kind.title) · \(distance)")
    }

    private func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: words("file.bytes", ["count": String(bytes)])
        case ..<1_000_000: words("file.kilobytes", ["count": String(bytes / 1_000)])
        default: words("file.megabytes", ["count": String(bytes / 1_000_000)])
        }
    }
}
