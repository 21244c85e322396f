// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import NightlightCore
import PerceptualHashing
import Storage

/// Looks at fingerprints before they become entries of a list: what would match half the world, or
/// contradicts another list, goes into quarantine.
struct EntryScreen: Sendable {
    // LIMIT: pictures of benign lists held in memory while something is added: 40 MB.
    static let benignPicturesMax = 1_000_000

    // LIMIT: pictures read in one transaction.
    private static let pageRowsMax = 20_000

    /// How many of the 256 bits are set.
    ///
    /// PDQ sets the bits above the median: 128 of them, fewer only where many frequencies are
    /// equally strong, as in flat pictures, stripes and smooth gradients. 48 away from the middle
    /// is six standard deviations for bits drawn by lot.
    static let bitCounts = 80...176

    private let list: HashList
    private var benign = HammingIndex()
    private var distanceMax: Int
    private let lists = HashListStore()

    /// Reads the benign pictures that a list is to be compared with.
    ///
    /// Each is read once; what is put on a benign list meanwhile is not seen.
    static func load(for list: HashList, from database: any Database) async throws -> EntryScreen {
        var screen = EntryScreen(list)
        guard list.kind == .known else { return screen }
        let others = try await database.read { [screen] in try screen.lists.list(in: $0) }
        for other in others where other.kind == .benign && other.isEnabled {
            screen.distanceMax = max(screen.distanceMax, other.pdqDistanceMax)
            var last: HashEntry.ID?
            while screen.benign.count < benignPicturesMax {
                let page = try await database.read { [screen, last] in
                    try screen.lists.pictures(
                        of: other.id, after: last, limit: pageRowsMax, in: $0)
                }
                for hash in page.compactMap({ PDQHash(bytes: $0.bytes) }) {
                    screen.benign.insert(hash)
                }
                guard page.count == pageRowsMax else { break }
                last = page.last?.id
            }
        }
        return screen
    }

    private init(_ list: HashList) {
        self.list = list
        distanceMax = list.pdqDistanceMax
    }

    /// The fingerprints that must not count before a person has looked, each with the reason.
    ///
    /// A picture collides when the list would match the benign one, or the benign list this one.
    /// What a negative list says is about other lists' entries, and collides with nothing.
    func causes(
        of fingerprints: [Fingerprint], in transaction: any SQLTransaction
    ) throws -> [Fingerprint: HoldCause] {
        var causes: [Fingerprint: HoldCause] = [:]
        switch list.kind {
        case .negative: break
        case .benign:
            for found in try lists.present(of: fingerprints, on: .known, in: transaction) {
                causes[found] = .knownCollision
            }
        case .known:
            for found in try lists.present(of: fingerprints, on: .benign, in: transaction) {
                causes[found] = .benignCollision
            }
            for fingerprint in fingerprints where fingerprint.kind == .pdq {
                guard causes[fingerprint] == nil, let hash = PDQHash(bytes: fingerprint.bytes)
                else { continue }
                if !Self.bitCounts.contains(Self.bitCount(of: hash)) {
                    causes[fingerprint] = .degenerate
                } else if !benign.neighbours(of: hash, within: distanceMax, limit: 1).isEmpty {
                    causes[fingerprint] = .benignCollision
                }
            }
        }
        return causes
    }

    /// What a fingerprint that is held for a cause collides with: the nearest entry.
    func collision(
        of fingerprint: Fingerprint, _ cause: HoldCause, in transaction: any SQLTransaction
    ) throws -> ImportResult.Collision? {
        let kind: HashList.Kind
        switch cause {
        case .benignCollision: kind = .benign
        case .knownCollision: kind = .known
        case .degenerate, .crowd: return nil
        }
        if let same = try lists.said(of: fingerprint, on: kind, in: transaction) {
            return .init(listName: same.listName, note: same.note, distance: 0)
        }
        guard kind == .benign, let hash = PDQHash(bytes: fingerprint.bytes),
            let nearest = benign.neighbours(of: hash, within: distanceMax, limit: 1).first,
            let near = Fingerprint(kind: .pdq, bytes: nearest.hash.bytes),
            let said = try lists.said(of: near, on: kind, in: transaction)
        else { return nil }
        return .init(listName: said.listName, note: said.note, distance: nearest.distance)
    }

    private static func bitCount(of hash: PDQHash) -> Int {
        hash.distance(to: PDQHash(words: .zero))
    }
}
