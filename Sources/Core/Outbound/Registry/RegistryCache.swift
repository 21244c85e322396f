// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Remembers answers, and which registries asked to be left alone: they are shared by the world.
actor RegistryCache {
    enum Record: Sendable {
        case network(NetworkRecord)
        case domain(DomainRecord)
    }

    private struct Entry {
        let record: Record
        let expires: Timestamp
    }

    // LIMIT: answers remembered, about a kilobyte each.
    private static let entriesMax = 4_096

    // LIMIT: registries remembered as busy; there are five for networks, some hundred for names.
    private static let pausesMax = 1_024

    // LIMIT: how old an answer may be. Networks change hands in weeks.
    private static let lifetime: Duration = .hours(24)

    private var entries: [String: Entry] = [:]
    private var order: [String] = []
    private var pauses: [String: Timestamp] = [:]

    func record(for key: String, at now: Timestamp) -> Record? {
        guard let entry = entries[key], entry.expires > now else { return nil }
        return entry.record
    }

    func store(_ record: Record, for key: String, at now: Timestamp) {
        if entries[key] == nil { order.append(key) }
        entries[key] = Entry(record: record, expires: now + Self.lifetime)
        if order.count > Self.entriesMax {
            // A quarter at once, the oldest: the array is shifted rarely.
            for old in order.prefix(Self.entriesMax / 4) { entries[old] = nil }
            order.removeFirst(Self.entriesMax / 4)
        }
    }

    func pause(_ origin: String, until moment: Timestamp) {
        if pauses.count >= Self.pausesMax { pauses.removeAll() }
        pauses[origin] = moment
    }

    func pause(of origin: String, at now: Timestamp) -> Timestamp? {
        pauses[origin].flatMap { $0 > now ? $0 : nil }
    }
}
