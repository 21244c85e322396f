// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CLibPQ

/// Which statements one connection has prepared; the longest unused makes room.
struct PreparedStatements {
    enum Found {
        case found(String)
        /// To be prepared under this name, after `evicted` has been deallocated.
        case missing(name: String, evicted: String?)
    }

    private struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let countMax: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0

    init(countMax: Int) { self.countMax = countMax }

    mutating func lookUp(_ text: String, _ types: [Oid]) -> Found {
        clock += 1
        let key = Key(text: text, types: types)
        if let entry = entries[key] {
            entries[key]?.lastUse = clock
            return .found(entry.name)
        }
        var evicted: String?
        if entries.count >= countMax,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            evicted = oldest.value.name
            entries[oldest.key] = nil
        }
        return .missing(name: "s\(clock)", evicted: evicted)
    }

    mutating func remember(_ text: String, _ types: [Oid], as name: String) {
        entries[Key(text: text, types: types)] = Entry(name: name, lastUse: clock)
    }

    mutating func forgetAll() { entries = [:] }
}
