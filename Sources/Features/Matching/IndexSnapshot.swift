// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex

/// The index on the disk, with how far the changes had been read when it was written.
///
/// It only saves time: whatever is wrong with it is reported, and the database is read instead.
struct IndexSnapshot: Sendable {
    let path: String
    /// Changes are read from the database at ten thousand a second; fewer are not worth a file.
    let changesMin: Int
    let report: @Sendable (_ code: String) -> Void

    func isWorthIt(changes: Int) -> Bool { changes >= changesMin }

    func read() -> (index: HammingIndex, place: ChangePlace)? {
        do throws(HashSnapshotError) {
            let (index, note) = try HammingIndex.readSnapshot(at: path)
            guard let place = Self.place(note) else { throw .damaged }
            return (index, place)
        } catch {
            // The first time there is none.
            if error != .missing { report(error.code) }
            return nil
        }
    }

    func write(_ index: HammingIndex, _ place: ChangePlace) {
        var index = index
        do throws(HashSnapshotError) {
            try index.writeSnapshot(to: path, note: Self.note(place))
        } catch {
            report(error.code)
        }
    }

    /// Eight bytes of change, most significant first, and the entry's identifier.
    private static func note(_ place: ChangePlace) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { shift in
            UInt8(truncatingIfNeeded: place.change >> Int64(shift))
        } + Array(place.entry.utf8)
    }

    private static func place(_ note: [UInt8]) -> ChangePlace? {
        guard note.count > 8, let entry = String(validating: note[8...], as: UTF8.self) else {
            return nil
        }
        let change = note[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return ChangePlace(change: Int64(bitPattern: change), entry: entry)
    }
}
