// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Fingerprinting
import Incidents
import Matching
import NightlightCore
import Storage

/// One file of an incident on record, where it was seen.
struct SightedFile: Sendable, Equatable {
    let locatorID: Locator.ID
    let digests: FileDigests
    /// A picture, or something the decoder could not read.
    let isPicture: Bool
    let seenAt: Timestamp
    /// Whether an entry that still counts is on a list.
    let isListed: Bool

    /// By place and time; of files seen at once, always the same one comes first.
    func precedes(_ other: SightedFile) -> Bool {
        if locatorID != other.locatorID { return locatorID.text < other.locatorID.text }
        if seenAt != other.seenAt { return seenAt < other.seenAt }
        return digests.sha256.bytes.lexicographicallyPrecedes(other.digests.sha256.bytes)
    }
}

/// What an incident's removal is about.
struct Material: Sendable {
    /// What is on a list, or everything that was seen when nothing is.
    ///
    /// When a person decided about an address whose files no list knows, the decision is about
    /// everything there.
    let files: [SightedFile]

    init(all: [SightedFile]) {
        let listed = all.filter(\.isListed)
        files = listed.isEmpty ? all : listed
    }

    func at(_ locators: Set<Locator.ID>) -> [SightedFile] {
        files.filter { locators.contains($0.locatorID) }
    }

    var hashes: Set<Fingerprint> { Set(files.map(\.digests.sha256)) }

    // LIMIT: rows read for one incident: 200 files on each of 50 addresses.
    private static let rowsMax = 10_000

    // LIMIT: incidents whose material counts for one address: the newest decide what is there.
    private static let incidentsMax = 10

    /// What everybody saw who waits for a takedown.
    static func read(_ takedown: Takedown, in transaction: any SQLTransaction) throws -> Material {
        let waiting = try FollowerStore().waiting(for: takedown.id, in: transaction)
        let incidents = Set(waiting.suffix(incidentsMax).map(\.incidentID))
        return try read(incidents.union([takedown.incidentID]), in: transaction)
    }

    static func read(
        _ incidents: Set<Incident.ID>, in transaction: any SQLTransaction
    ) throws -> Material {
        let seen = try incidents.flatMap { incident in
            try SightingStore().media(of: incident, limit: rowsMax, in: transaction)
        }
        let ids = Set(seen.map(\.media))
        let media = try MediaStore().find(ids, in: transaction)
        let listed = try MediaStore().listed(among: ids, in: transaction)
        let all = seen.compactMap { sighting in
            media[sighting.media].map { media in
                SightedFile(
                    locatorID: sighting.locator, digests: media.digests,
                    isPicture: media.still != nil, seenAt: sighting.seenAt,
                    isListed: listed.contains(media.id))
            }
        }.sorted { $0.precedes($1) }
        return Material(all: all)
    }
}
