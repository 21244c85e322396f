// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import NightlightCore
import PerceptualHashing
import Storage

/// Looks at fingerprints before they become entries of a list: what would match half the world, or
/// contradicts another list, goes into quarantine.
struct EntryScreen: Sendable {
    /// How many of the 256 bits are set.
    ///
    /// PDQ sets the bits above the median: 128 of them, fewer only where many frequencies are
    /// equally strong, as in flat pictures, stripes and smooth gradients. 48 away from the middle
    /// is six standard deviations for bits drawn by lot.
    static let bitCounts = 80...176

    private let list: HashList
    private let benign: BenignPictureIndex.Pictures
    private let distanceMax: Int
    private let lists = HashListStore()

    /// A screen for whatever an import brings.
    static func load(
        for list: HashList, with benign: BenignPictureIndex, from database: any Database
    ) async throws -> EntryScreen {
        guard list.kind == .known else { return EntryScreen(list, BenignPictureIndex.Pictures()) }
        return EntryScreen(list, try await benign.pictures(from: database))
    }

    /// A screen for one fingerprint, which is compared with every benign picture, but only where
    /// nothing simpler decides.
    ///
    /// - Parameter fingerprint: `nil` when none will be screened.
    static func load(
        for list: HashList, one fingerprint: Fingerprint?, with benign: BenignPictureIndex,
        from database: any Database
    ) async throws -> EntryScreen {
        let plain = EntryScreen(list, BenignPictureIndex.Pictures())
        guard list.kind == .known, let fingerprint, fingerprint.kind == .pdq,
            let hash = PDQHash(bytes: fingerprint.bytes)
        else { return plain }
        let isDecided = try await database.read { transaction in
            try plain.lists.entry(fingerprint, of: list.id, in: transaction) != nil
                || !plain.causes(of: [fingerprint], in: transaction).isEmpty
        }
        guard !isDecided else { return plain }
        return EntryScreen(
            list,
            try await benign.pictures(near: hash, within: list.pdqDistanceMax, from: database))
    }

    init(_ list: HashList, _ benign: BenignPictureIndex.Pictures) {
        self.list = list
        self.benign = benign
        distanceMax = max(list.pdqDistanceMax, benign.distanceMax)
    }

    /// Whether there are more benign pictures than the screen compares with.
    var isInPart: Bool { !benign.isWhole }

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
                } else if benign.nearest(to: hash, within: distanceMax) != nil {
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
        case .degenerate, .overmatch: return nil
        }
        if let same = try lists.said(of: fingerprint, on: kind, in: transaction) {
            return .init(listName: same.listName, note: same.note, distance: 0)
        }
        guard kind == .benign, let hash = PDQHash(bytes: fingerprint.bytes),
            let nearest = benign.nearest(to: hash, within: distanceMax),
            let near = Fingerprint(kind: .pdq, bytes: nearest.hash.bytes),
            let said = try lists.said(of: near, on: kind, in: transaction)
        else { return nil }
        return .init(listName: said.listName, note: said.note, distance: nearest.distance)
    }

    private static func bitCount(of hash: PDQHash) -> Int {
        hash.distance(to: PDQHash(words: .zero))
    }
}
