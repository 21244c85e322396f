// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Incidents
import Matching
import NightlightCore
import Storage

/// One file of an incident, where it was seen.
struct LocatedMedia: Sendable, Equatable {
    let locatorID: Locator.ID
    let sha256: [UInt8]
    let sha1: [UInt8]
    let md5: [UInt8]
    /// A picture, or something the decoder could not read.
    let isPicture: Bool
    let seenAt: Timestamp
    /// Whether an entry that still counts is on a list.
    let isListed: Bool

    /// By place and time; of files seen at once, always the same one comes first.
    func precedes(_ other: LocatedMedia) -> Bool {
        if locatorID != other.locatorID { return locatorID.text < other.locatorID.text }
        if seenAt != other.seenAt { return seenAt < other.seenAt }
        return sha256.lexicographicallyPrecedes(other.sha256)
    }

    var digest: MediaDigest {
        MediaDigest(
            sha256: Hexadecimal.encode(sha256), sha1: Hexadecimal.encode(sha1),
            md5: Hexadecimal.encode(md5), isPicture: isPicture)
    }
}

/// What an incident's removal is about.
struct Material: Sendable {
    /// What is on a list, or everything that was seen when nothing is.
    ///
    /// When a person decided about an address whose media no list knows, the decision is about
    /// everything there.
    let media: [LocatedMedia]

    init(all: [LocatedMedia]) {
        let listed = all.filter(\.isListed)
        media = listed.isEmpty ? all : listed
    }

    func at(_ locator: Locator.ID) -> [LocatedMedia] { media.filter { $0.locatorID == locator } }

    var hashes: Set<[UInt8]> { Set(media.map(\.sha256)) }

    // LIMIT: rows read for one incident: 200 files on each of 50 addresses.
    private static let rowsMax = 10_000

    static func read(_ incident: Incident.ID, in transaction: any SQLTransaction) throws -> Material
    {
        let seen = try SightingStore().media(of: incident, limit: rowsMax, in: transaction)
        let ids = Set(seen.map(\.media))
        let media = try MediaStore().find(ids, in: transaction)
        let listed = try MediaStore().listed(among: ids, in: transaction)
        let all = seen.compactMap { sighting in
            media[sighting.media].map { media in
                LocatedMedia(
                    locatorID: sighting.locator, sha256: media.sha256.bytes,
                    sha1: media.sha1.bytes, md5: media.md5.bytes, isPicture: media.pdq != nil,
                    seenAt: sighting.seenAt, isListed: listed.contains(media.id))
            }
        }.sorted { $0.precedes($1) }
        return Material(all: all)
    }
}
