// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Storage

/// The pictures of the benign lists in memory, with which a new picture is compared before it
/// becomes an entry of a list.
///
/// A list is read once, and again only when its version says that it changed: adding one entry by
/// hand then costs a look at the lists, however many pictures are on them.
actor BenignPictureIndex {
    // LIMIT: pictures held in memory: 40 MB.
    static let picturesMax = 1_000_000

    // LIMIT: pictures read in one transaction.
    private static let pageRowsMax = 20_000

    /// What is compared with.
    struct Pictures: Sendable {
        /// One for each list.
        var indexes: [HammingIndex] = []
        /// The largest distance at which one of these lists matches.
        var distanceMax = 0

        /// The picture that is nearest to another one.
        func nearest(to hash: PDQHash, within distance: Int) -> HashNeighbour? {
            indexes.compactMap { $0.neighbours(of: hash, within: distance, limit: 1).first }
                .min { $0.distance < $1.distance }
        }
    }

    /// A list as it was read.
    private struct Kept {
        let version: Int
        let index: HammingIndex
        /// Whether nothing of it was left out for want of room.
        let isWhole: Bool
    }

    private let picturesMax: Int
    private var kept: [HashList.ID: Kept] = [:]
    private let lists = HashListStore()

    init(picturesMax: Int = BenignPictureIndex.picturesMax) { self.picturesMax = picturesMax }

    /// The pictures of all benign lists in use; what is put on one meanwhile is not seen.
    func pictures(from database: any Database) async throws -> Pictures {
        let benign = try await database.read { [lists] in try lists.list(in: $0) }
            .filter { $0.kind == .benign && $0.isEnabled }
        var pictures = Pictures()
        var found: [HashList.ID: Kept] = [:]
        var count = 0
        for list in benign {
            let room = picturesMax - count
            let read: Kept
            if let known = kept[list.id], known.version == list.version, known.isWhole,
                known.index.count <= room
            {
                read = known
            } else {
                read = try await self.read(list, limit: room, from: database)
            }
            count += read.index.count
            found[list.id] = read
            pictures.indexes.append(read.index)
            pictures.distanceMax = max(pictures.distanceMax, list.pdqDistanceMax)
        }
        kept = found
        return pictures
    }

    private func read(
        _ list: HashList, limit: Int, from database: any Database
    ) async throws -> Kept {
        var index = HammingIndex()
        var last: HashEntry.ID?
        var isWhole = false
        while index.count < limit {
            let rowsMax = min(Self.pageRowsMax, limit - index.count)
            let page = try await database.read { [lists, last] in
                try lists.pictures(of: list.id, after: last, limit: rowsMax, in: $0)
            }
            for hash in page.compactMap({ PDQHash(bytes: $0.bytes) }) { index.insert(hash) }
            guard page.count == rowsMax else {
                isWhole = true
                break
            }
            last = page.last?.id
        }
        return Kept(version: list.version, index: index, isWhole: isWhole)
    }
}
