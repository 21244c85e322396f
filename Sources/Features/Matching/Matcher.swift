// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HashIndex
package import NightlightCore
import PerceptualHashing
package import Storage

/// Compares fingerprints with every enabled list.
///
/// Exact kinds are looked up in SQL. PDQ is searched in memory: the index is brought up to date
/// before each comparison, so that a change counts as soon as it is committed.
package actor Matcher {
    private let database: any Database
    private var index = HashIndex()
    /// The entry behind each number of the index.
    private var entries: [Entry] = []
    private var numbers: [HashEntry.ID: Int] = [:]
    /// The last change that the index has.
    private var seen = Mark(change: -1, id: "")

    // LIMIT: entries read at once while the index is brought up to date: about a megabyte.
    private static let pageRows = 10_000

    // LIMIT: matches given for one fingerprint. What is on more lists is as known as can be.
    private static let matchesMax = 100

    package init(database: any Database) { self.database = database }

    private struct Entry: Sendable {
        let id: HashEntry.ID
        let listID: HashList.ID
    }

    /// A place in the order in which entries changed.
    private struct Mark: Sendable, Comparable {
        let change: Int64
        let id: String

        static func < (left: Mark, right: Mark) -> Bool {
            (left.change, left.id) < (right.change, right.id)
        }
    }

    private struct Changed: Sendable {
        let mark: Mark
        let entry: Entry
        let hash: PDQHash
        let isWithdrawn: Bool
    }

    /// What a list says about matching.
    private struct Rules: Sendable {
        let isTrusted: Bool
        let distanceMax: Int
        let qualityMin: Int
    }

    /// What the lists say about one file, exact matches first.
    ///
    /// - Parameter quality: of the PDQ reading; `nil` when there is none.
    package func matches(
        for fingerprints: [Fingerprint], quality: Int?
    ) async throws -> [Match] {
        try await refresh()
        let exact = fingerprints.filter { $0.kind != .pdq }
        let (rules, found) = try await database.read { transaction in
            (
                try Self.rules(in: transaction),
                try exact.flatMap { try Self.exact($0, in: transaction) }
            )
        }
        let near = fingerprints.filter { $0.kind == .pdq }
            .flatMap { neighbours(of: $0, quality: quality ?? 0, rules) }
        return found + near
    }

    private func neighbours(
        of fingerprint: Fingerprint, quality: Int, _ rules: [HashList.ID: Rules]
    ) -> [Match] {
        let usable = rules.filter { quality >= $0.value.qualityMin }
        guard let hash = PDQHash(bytes: fingerprint.bytes),
            let widest = usable.values.map(\.distanceMax).max()
        else { return [] }
        let matches = index.neighbours(of: hash, within: widest).lazy
            .compactMap { near -> Match? in
                let entry = self.entries[near.number]
                guard let rules = usable[entry.listID], near.distance <= rules.distanceMax else {
                    return nil
                }
                return Match(
                    entryID: entry.id, listID: entry.listID, kind: .pdq, distance: near.distance,
                    isTrusted: rules.isTrusted)
            }
        return Array(matches.prefix(Self.matchesMax))
    }

    /// Reads what changed since the last time.
    ///
    /// Changes become visible in the order of their numbers (`matching_state`), so that reading
    /// forward misses none.
    private func refresh() async throws {
        while true {
            let after = seen
            let page = try await database.read { try Self.changed(after: after, in: $0) }
            // Another comparison may have read the same meanwhile: each change once.
            for changed in page where changed.mark > seen { apply(changed) }
            if page.count < Self.pageRows { return }
        }
    }

    private func apply(_ changed: Changed) {
        seen = changed.mark
        if changed.isWithdrawn {
            if let number = numbers.removeValue(forKey: changed.entry.id) {
                index.remove(number: number)
            }
            return
        }
        guard numbers[changed.entry.id] == nil else { return }
        let number = entries.count
        entries.append(changed.entry)
        numbers[changed.entry.id] = number
        index.insert(changed.hash, number: number)
    }

    private static func changed(
        after mark: Mark, in transaction: any SQLTransaction
    ) throws -> [Changed] {
        try transaction.all(
            """
            SELECT id, list_id, fingerprint, withdrawn_at, change FROM hash_entry
            WHERE kind = 'pdq' AND change >= \(mark.change)
            AND (change > \(mark.change) OR id > \(mark.id))
            ORDER BY change, id LIMIT \(pageRows)
            """
        ) { row in
            guard let hash = PDQHash(bytes: try row.get(2)) else {
                throw StorageError.unexpectedValue(column: 2)
            }
            return Changed(
                mark: Mark(change: try row.get(4), id: try row.get(0)),
                entry: Entry(id: try row.get(0), listID: try row.get(1)), hash: hash,
                isWithdrawn: try row.optional(3, as: Timestamp.self) != nil)
        }
    }

    private static func rules(in transaction: any SQLTransaction) throws -> [HashList.ID: Rules] {
        let rows = try transaction.all(
            """
            SELECT id, trusted, pdq_distance_max, pdq_quality_min FROM hash_list
            WHERE enabled = 1
            """
        ) { row in
            (
                try row.get(0, as: HashList.ID.self),
                Rules(
                    isTrusted: try row.get(1), distanceMax: try row.get(2),
                    qualityMin: try row.get(3))
            )
        }
        return Dictionary(rows) { first, _ in first }
    }

    private static func exact(
        _ fingerprint: Fingerprint, in transaction: any SQLTransaction
    ) throws -> [Match] {
        try transaction.all(
            """
            SELECT e.id, e.list_id, l.trusted FROM hash_entry AS e
            JOIN hash_list AS l ON l.id = e.list_id
            WHERE e.fingerprint = \(fingerprint.bytes) AND e.kind = \(fingerprint.kind)
            AND e.withdrawn_at IS NULL AND l.enabled = 1
            ORDER BY e.id LIMIT \(matchesMax)
            """
        ) { row in
            Match(
                entryID: try row.get(0), listID: try row.get(1), kind: fingerprint.kind,
                distance: 0, isTrusted: try row.get(2))
        }
    }
}
