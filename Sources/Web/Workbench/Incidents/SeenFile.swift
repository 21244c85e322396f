// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Fingerprinting
import Incidents
import Matching
import NightlightCore
import PerceptualHashing
import Storage
import WebSupport

/// One file that was seen at an incident's addresses: its fingerprints, never the file.
struct SeenFile: Sendable {
    let media: Media
    var locators: [Locator.ID]
    let matches: [RecordedMatch]

    // LIMIT: sightings read for one page: a gallery's files, each seen a few times.
    private static let sightingsMax = 1_000
    // LIMIT: files shown on one page.
    private static let filesMax = 200

    /// Each file once, those on a list first; `isCutShort` when there are more.
    static func files(of incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> (files: [SeenFile], isCutShort: Bool)
    {
        let store = MediaStore()
        let sightings = try SightingStore().media(
            of: incident, limit: sightingsMax, in: transaction)
        var files: [SeenFile] = []
        var places: [Media.ID: Int] = [:]
        for sighting in sightings {
            if let place = places[sighting.media] {
                if !files[place].locators.contains(sighting.locator) {
                    files[place].locators.append(sighting.locator)
                }
                continue
            }
            guard let media = try store.find(sighting.media, in: transaction) else { continue }
            places[sighting.media] = files.count
            files.append(
                SeenFile(
                    media: media, locators: [sighting.locator],
                    matches: try store.matches(of: sighting.media, in: transaction)))
        }
        let listed = files.filter { !$0.matches.isEmpty }
        let others = files.filter(\.matches.isEmpty)
        return (
            Array((listed + others).prefix(filesMax)),
            files.count > filesMax || sightings.count == sightingsMax
        )
    }
}

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
        let digests: [Fact]
    }
}

extension IncidentView {
    /// Files on a list, and all others.
    var files: (listed: [IncidentDetailPage.File], others: [IncidentDetailPage.File]) {
        let all = file.files.map { ($0.matches.isEmpty, shown($0)) }
        return (all.filter { !$0.0 }.map(\.1), all.filter(\.0).map(\.1))
    }

    private func shown(_ seen: SeenFile) -> IncidentDetailPage.File {
        let media = seen.media
        let reading =
            media.still.map { phrases("file.picture", ["quality": String($0.quality)]) }
            ?? media.undecodableReason.map { CodeText(phrases: phrases).text($0) }
            ?? phrases("file.filmOrArchive")
        let digests =
            [media.digests.md5, media.digests.sha1]
            + [media.still?.hash.fingerprint].compactMap(\.self)
        return IncidentDetailPage.File(
            sha256: media.digests.sha256.hex,
            facts: [size(media.byteCount), reading].joined(separator: " · "),
            places: seen.locators.map(title(of:)).joined(separator: ", "),
            matches: seen.matches.map(line),
            digests: digests.map { Fact(name: TimelineText.name(of: $0.kind), value: $0.hex) })
    }

    private func line(_ match: RecordedMatch) -> IncidentDetailPage.File.MatchLine {
        let state: Tag =
            if match.isSetAside {
                Tag(phrases("match.setAside"))
            } else if match.isWithdrawn {
                Tag(phrases("match.withdrawn"))
            } else if match.isHeld {
                Tag(phrases("match.held"))
            } else if !match.isEnabled {
                Tag(phrases("match.disabled"))
            } else if match.isTrusted {
                Tag(phrases("match.trusted"), .bad)
            } else {
                Tag(phrases("match.listed"), .wait)
            }
        let distance =
            match.kind == .pdq
            ? phrases("match.distance", ["count": String(match.distance)])
            : phrases("match.exact")
        return IncidentDetailPage.File.MatchLine(
            state: state, list: match.listName, path: "/hash-lists/\(match.listID)",
            how: "\(TimelineText.name(of: match.kind)) · \(distance)")
    }

    private func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: phrases("file.bytes", ["count": String(bytes)])
        case ..<1_000_000: phrases("file.kilobytes", ["count": String(bytes / 1_000)])
        default: phrases("file.megabytes", ["count": String(bytes / 1_000_000)])
        }
    }
}
