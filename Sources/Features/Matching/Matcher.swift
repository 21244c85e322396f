// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
import PerceptualHashing
package import Storage

/// Compares fingerprints with the lists.
///
/// Digests are looked up in the database. Pictures are compared with an index in memory, which is
/// read at the first look-up and then kept up with the changes; what it finds is looked up in the
/// database too. So every change that was committed before the call counts: new entries match,
/// and withdrawn entries and disabled lists do not.
///
/// The index takes about 110 bytes for each distinct picture on a list: 10 million take 1.1 GB.
/// Reading it from the database takes minutes when there are so many; a snapshot of it, a second.
package actor Matcher {
    // LIMIT: neighbours asked for at first; more only while all of them do not count.
    static let neighboursMax = 1_000

    // LIMIT: matches of one look-up, nearest first: a file on a thousand entries is known.
    static let matchesMax = 1_000

    // LIMIT: fingerprints of one look-up: a file has four, the frames of a video some hundreds.
    static let fingerprintsMax = 1_000

    let database: any Database
    let lookup = EntryLookup()
    /// Searched by any number of callers at once; only the reader changes it.
    let index = SharedIndex(HammingIndex())
    private let reader: IndexReader
    private var reading: Task<Int64, any Error>?
    /// Every change up to this one is in the index.
    private var generation: Int64 = -1

    /// - Parameters:
    ///   - snapshotPath: where the index is kept between runs; `nil` to read it from the database
    ///     each time.
    ///   - snapshotChangesMin: changes read from the database after which a snapshot is written.
    ///   - report: called with what went wrong with the snapshot, which is never needed.
    package init(
        database: any Database, snapshotPath: String? = nil, snapshotChangesMin: Int = 20_000,
        report: @escaping @Sendable (_ code: String) -> Void = { _ in }
    ) {
        self.database = database
        reader = IndexReader(
            database: database, index: index,
            snapshot: snapshotPath.map {
                IndexSnapshot(path: $0, changesMin: snapshotChangesMin, report: report)
            })
    }

    /// Reads the index, so that the first look-up need not wait for it.
    package func prepare() async throws {
        try await catchUp(to: try await database.read { [lookup] in try lookup.generation(in: $0) })
    }

    /// Returns when the snapshot that was begun by now is there.
    func snapshotWritten() async { await reader.snapshotWritten() }

    /// Returns when the index has every change up to this one.
    ///
    /// Callers that come meanwhile share one reading.
    func catchUp(to wanted: Int64) async throws {
        while generation < wanted {
            let task = reading ?? Task { [reader] in try await reader.readOn() }
            reading = task
            do {
                generation = max(generation, try await task.value)
                if reading == task { reading = nil }
            } catch {
                if reading == task { reading = nil }
                throw error
            }
        }
    }
}
