// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Storage

/// The pictures of the benign lists in memory, with which a new picture is compared before it
/// becomes an entry of a list.
///
/// A list is read once, and again only when its version says that it changed: adding one entry by
/// hand then costs a look at the lists, however many pictures are on them. Whoever asks while
/// others do waits for the same reading.
actor BenignPictureIndex {
    // LIMIT: pictures held in memory, at a hundred bytes each. What is beyond them is read for each
    // entry that somebody adds by hand, and an import says that it was not compared with it.
    static let picturesMax = 1_000_000

    // LIMIT: pictures read in one transaction.
    private static let pageRowsMax = 20_000

    /// What is compared with.
    struct Pictures: Sendable {
        /// One for each list.
        fileprivate(set) var indexes: [HammingIndex] = []
        /// The largest distance at which one of these lists matches.
        fileprivate(set) var distanceMax = 0
        /// Where the lists go on for which there was no room.
        fileprivate var rests: [Rest] = []
        /// The lists as they were read.
        fileprivate var versions: [HashList.ID: Int] = [:]

        /// Whether the lists are still what was read.
        func isOf(_ lists: [HashList]) -> Bool {
            let now = lists.filter { $0.kind == .benign && $0.isEnabled }.map {
                ($0.id, $0.version)
            }
            return Dictionary(uniqueKeysWithValues: now) == versions
        }

        /// Whether no picture was left out.
        var isWhole: Bool { rests.isEmpty }

        /// The picture that is nearest to another one.
        func nearest(to hash: PDQHash, within distance: Int) -> HashNeighbour? {
            indexes.compactMap { $0.neighbours(of: hash, within: distance, limit: 1).first }
                .min { $0.distance < $1.distance }
        }
    }

    /// The pictures of a list behind one of them.
    fileprivate struct Rest: Sendable {
        let list: HashList.ID
        /// `nil` for the whole list.
        let after: HashEntry.ID?
    }

    /// A list as it was read.
    private struct Kept {
        let version: Int
        let index: HammingIndex
        /// What was left out for want of room.
        let rest: Rest?
    }

    private let picturesMax: Int
    private var kept: [HashList.ID: Kept] = [:]
    /// What was read last, for whoever asks in a transaction of their own.
    private(set) var latest = Pictures()
    /// How many readings have begun.
    private var readingCount = 0
    private var reading: Task<Pictures, any Error>?
    private let lists = HashListStore()

    init(picturesMax: Int = BenignPictureIndex.picturesMax) { self.picturesMax = picturesMax }

    /// The pictures of all benign lists in use, or as many as there is room for; what is put on one
    /// meanwhile is not seen.
    func pictures(from database: any Database) async throws -> Pictures {
        let before = readingCount
        while true {
            // One that began before may have missed what this caller knows of.
            if let reading, readingCount == before {
                _ = await reading.result
            } else if let reading {
                return try await reading.value
            } else {
                readingCount += 1
                reading = Task { try await read(from: database) }
            }
        }
    }

    /// All pictures that one picture may be compared with: those in memory, and of the others the
    /// ones that are near.
    func pictures(
        near hash: PDQHash, within distance: Int, from database: any Database
    ) async throws -> Pictures {
        var pictures = try await pictures(from: database)
        let reach = max(distance, pictures.distanceMax)
        for rest in pictures.rests {
            var near = HammingIndex()
            _ = try await pages(of: rest, limit: .max, from: database) { page in
                for other in page where other.distance(to: hash) <= reach { near.insert(other) }
            }
            pictures.indexes.append(near)
        }
        pictures.rests = []
        return pictures
    }

    private func read(from database: any Database) async throws -> Pictures {
        defer { reading = nil }
        let benign = try await database.read { [lists] in try lists.list(in: $0) }
            .filter { $0.kind == .benign && $0.isEnabled }
        var pictures = Pictures()
        var found: [HashList.ID: Kept] = [:]
        var count = 0
        for list in benign {
            let room = picturesMax - count
            let read: Kept
            if let known = kept[list.id], known.version == list.version, known.rest == nil,
                known.index.count <= room
            {
                read = known
            } else {
                var index = HammingIndex()
                let rest = try await pages(
                    of: Rest(list: list.id, after: nil), limit: room, from: database
                ) { page in
                    for hash in page { index.insert(hash) }
                }
                read = Kept(version: list.version, index: index, rest: rest)
            }
            count += read.index.count
            found[list.id] = read
            pictures.indexes.append(read.index)
            pictures.versions[list.id] = read.version
            if let rest = read.rest { pictures.rests.append(rest) }
            pictures.distanceMax = max(pictures.distanceMax, list.pdqDistanceMax)
        }
        kept = found
        latest = pictures
        return pictures
    }

    /// Reads pictures a page at a time.
    ///
    /// - Returns: what is beyond the limit.
    private func pages(
        of rest: Rest, limit: Int, from database: any Database, _ take: ([PDQHash]) -> Void
    ) async throws -> Rest? {
        var last = rest.after
        var count = 0
        while true {
            // One more than there is room for says whether there are more.
            let rowsMax = min(Self.pageRowsMax, limit - count)
            let page = try await database.read { [lists, last] in
                try lists.pictures(of: rest.list, after: last, limit: rowsMax + 1, in: $0)
            }
            let taken = page.prefix(rowsMax)
            take(taken.compactMap { PDQHash(bytes: $0.bytes) })
            count += taken.count
            last = taken.last?.id ?? last
            guard page.count > rowsMax else { return nil }
            if count == limit { return Rest(list: rest.list, after: last) }
        }
    }
}
