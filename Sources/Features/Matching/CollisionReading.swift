// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Storage

/// What entries in quarantine collide with, read in the transaction that read the entries.
package struct CollisionReading: Sendable {
    /// The pictures in memory are not those of the lists any more, and somebody needs them.
    struct Outdated: Error {}

    let pictures: BenignPictureIndex.Pictures
    /// Whether these pictures have to do: they were read just now.
    let isFinal: Bool
    private let lists = HashListStore()

    init(pictures: BenignPictureIndex.Pictures, isFinal: Bool) {
        self.pictures = pictures
        self.isFinal = isFinal
    }

    /// By entry; nothing for an entry whose fingerprint alone is the cause, or that collides no
    /// longer.
    package func collisions(
        of entries: [HashEntry], in transaction: any SQLTransaction
    ) throws -> [HashEntry.ID: ImportResult.Collision] {
        let held = entries.compactMap { entry in entry.hold.map { (entry, $0.cause) } }
        guard !held.isEmpty else { return [:] }
        let known = try lists.list(in: transaction)
        let needsPictures = held.contains { $0.1 == .benignCollision }
        guard isFinal || !needsPictures || pictures.isOf(known) else { throw Outdated() }
        var collisions: [HashEntry.ID: ImportResult.Collision] = [:]
        for (entry, cause) in held {
            guard let list = known.first(where: { $0.id == entry.listID }) else { continue }
            collisions[entry.id] = try EntryScreen(list, pictures)
                .collision(of: entry.fingerprint, cause, in: transaction)
        }
        return collisions
    }
}
