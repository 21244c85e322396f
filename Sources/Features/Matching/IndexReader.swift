// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
import Storage

/// Keeps an index up with the changes of pictures' entries; the only one that changes it.
actor IndexReader {
    // LIMIT: changes read in one transaction: some megabytes, a fraction of a second.
    private static let changesMax = 20_000

    private let database: any Database
    private let index: SharedIndex<HammingIndex>
    private let snapshot: IndexSnapshot?
    private let lookup = EntryLookup()
    private var place = ChangePlace()
    private var hasBegun = false
    private var changesSinceSnapshot = 0
    private var writing: Task<Void, Never>?

    init(database: any Database, index: SharedIndex<HammingIndex>, snapshot: IndexSnapshot?) {
        self.database = database
        self.index = index
        self.snapshot = snapshot
    }

    /// Reads what was committed by now.
    ///
    /// - Returns: the number of the last change that is in the index for certain.
    func readOn() async throws -> Int64 {
        if !hasBegun { try await begin() }
        let committed = try await database.read { [lookup] in try lookup.generation(in: $0) }
        while true {
            let changes = try await database.read { [lookup, place] in
                try lookup.changes(after: place, limit: Self.changesMax, in: $0)
            }
            take(changes)
            place = changes.last?.place ?? place
            if changes.count < Self.changesMax { break }
        }
        keep()
        return committed
    }

    /// Starts from the snapshot, when it is one of this database.
    private func begin() async throws {
        hasBegun = true
        guard let (read, place) = snapshot?.read() else { return }
        let isOurs = try await database.read { [lookup] in
            try lookup.hasPassed(place, in: $0)
        }
        guard isOurs else { return }
        index.update { $0 = read }
        self.place = place
    }

    /// The last change of a fingerprint counts, so they are taken in order; many new ones at once.
    private func take(_ changes: [EntryLookup.Change]) {
        changesSinceSnapshot += changes.count
        index.update { index in
            var new: ContiguousArray<PDQHash> = []
            for change in changes {
                if change.isLive {
                    new.append(change.hash)
                } else {
                    index.insert(contentsOf: new)
                    new = []
                    index.remove(change.hash)
                }
            }
            index.insert(contentsOf: new)
        }
    }

    /// Writes a snapshot when reading it again would have been worth it.
    private func keep() {
        guard let snapshot, snapshot.isWorthIt(changes: changesSinceSnapshot) else { return }
        changesSinceSnapshot = 0
        // The index goes on being searched and changed meanwhile: this is a copy of it.
        let (copy, place) = (index.latest, place)
        let former = writing
        writing = Task.detached(priority: .background) {
            // One after the other, so that the newest is what stays.
            await former?.value
            snapshot.write(copy, place)
        }
    }

    /// Returns when what was to be written by now is written.
    func snapshotWritten() async { await writing?.value }
}
