// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels
public import PerceptualHashing

/// A set of 256-bit fingerprints that finds every member within a given distance of another.
///
/// The search is exact: it never misses one, however unevenly the fingerprints are spread. Each
/// member has a label of its owner's choosing, and a query may ask for some labels only.
///
/// Members live in segments that never change, each with tables for searching it; new ones wait in
/// a short list that is read whole, and are made into segments a thousand at a time. Segments are
/// merged as they become many, each member about once for every fourfold growth. So a copy of the
/// index is a few references, and readers of a copy never wait for whoever changes another:
/// `SharedIndex` hands out such copies.
///
/// A member takes 105 to 135 bytes when there are millions: 32 for the fingerprint, the rest for
/// tables.
///
/// ```swift
/// var index = HammingIndex()
/// index.insert(listed)
/// for neighbour in index.neighbours(of: seen, within: 31) { … }
/// ```
public struct HammingIndex: Sendable {
    /// LIMIT: members that wait: reading so many takes about a microsecond.
    private static let waitingMax = 1_024

    /// A segment is merged with those behind it when together they are at least a quarter of it.
    private static let growthFactor = 4

    /// A segment, and the places of it that were removed since it was made.
    struct Part: Sendable {
        let segment: HashSegment
        var removed: Set<UInt32> = []

        var count: Int { segment.count - removed.count }

        var hasManyGaps: Bool { removed.count > segment.count / 4 }
    }

    /// Segments, the largest first.
    private(set) var parts: [Part] = []
    private(set) var waiting: ContiguousArray<PDQHash> = []
    private(set) var waitingLabels: ContiguousArray<UInt16> = []
    /// Which instructions to use; a test may choose lower ones.
    var level = cmk_level_of_processor()

    /// An index without members.
    public init() {}

    /// An index of many fingerprints at once, on all processors.
    ///
    /// - Complexity: O(*n*), some 4 seconds for 10 million on two processors.
    /// - Parameters:
    ///   - hashes: In any order; the same member twice counts once.
    ///   - labels: One for each fingerprint, or none at all for label 0.
    public init(_ hashes: ContiguousArray<PDQHash>, labels: ContiguousArray<UInt16> = []) {
        insert(contentsOf: hashes, labels: labels)
    }

    init(_ segment: HashSegment) { parts = segment.count == 0 ? [] : [Part(segment: segment)] }

    /// The number of members.
    ///
    /// - Complexity: O(1).
    public var count: Int { parts.reduce(waiting.count) { $0 + $1.count } }

    /// Whether there is no member.
    public var isEmpty: Bool { count == 0 }

    /// Whether this very fingerprint is a member with this label.
    ///
    /// - Complexity: O(log *n*).
    /// - Parameters:
    ///   - hash: The fingerprint to look for.
    ///   - label: The member's label.
    public func contains(_ hash: PDQHash, label: UInt16 = 0) -> Bool {
        waitingPlace(of: hash, label) != nil
            || parts.contains { part in
                part.segment.place(of: hash, label: label).map { !part.removed.contains($0) }
                    ?? false
            }
    }

    /// Makes a fingerprint a member.
    ///
    /// - Complexity: O(log *n*) on average over many calls; now and then segments are merged.
    /// - Parameters:
    ///   - hash: The fingerprint to add.
    ///   - label: The label to add it with.
    /// - Returns: Whether it was none before.
    @discardableResult
    public mutating func insert(_ hash: PDQHash, label: UInt16 = 0) -> Bool {
        guard waitingPlace(of: hash, label) == nil else { return false }
        // Several segments may have it, of which one at most counts.
        var removed: (part: Int, place: UInt32)?
        for number in parts.indices {
            guard let place = parts[number].segment.place(of: hash, label: label) else { continue }
            guard parts[number].removed.contains(place) else { return false }
            removed = (number, place)
        }
        if let removed {
            parts[removed.part].removed.remove(removed.place)
            return true
        }
        waiting.append(hash)
        waitingLabels.append(label)
        if waiting.count >= Self.waitingMax { settle() }
        return true
    }

    /// Makes many fingerprints members, on all processors.
    ///
    /// - Complexity: O(*n*) for *n* new ones, and for what they are merged with.
    /// - Parameters:
    ///   - hashes: In any order; those that are members already stay so.
    ///   - labels: One for each fingerprint, or none at all for label 0.
    public mutating func insert(
        contentsOf hashes: ContiguousArray<PDQHash>, labels: ContiguousArray<UInt16> = []
    ) {
        precondition(labels.isEmpty || labels.count == hashes.count)
        guard hashes.count > Self.waitingMax else {
            for (number, hash) in hashes.enumerated() {
                insert(hash, label: labels.isEmpty ? 0 : labels[number])
            }
            return
        }
        merge([.list(hashes, labels: labels)])
    }

    /// Takes a member away.
    ///
    /// - Complexity: O(log *n*) on average.
    /// - Parameters:
    ///   - hash: The fingerprint to take away.
    ///   - label: The member's label.
    /// - Returns: Whether it was a member.
    @discardableResult
    public mutating func remove(_ hash: PDQHash, label: UInt16 = 0) -> Bool {
        if let place = waitingPlace(of: hash, label) {
            waiting.swapAt(place, waiting.count - 1)
            waiting.removeLast()
            waitingLabels.swapAt(place, waitingLabels.count - 1)
            waitingLabels.removeLast()
            return true
        }
        for number in parts.indices {
            guard let place = parts[number].segment.place(of: hash, label: label),
                parts[number].removed.insert(place).inserted
            else { continue }
            if parts[number].hasManyGaps { settle() }
            return true
        }
        return false
    }

    /// Merges everything into one segment, for the fastest queries and a snapshot.
    ///
    /// - Complexity: O(*n*).
    public mutating func compact() {
        guard !waiting.isEmpty || parts.count > 1 || parts.contains(where: { !$0.removed.isEmpty })
        else { return }
        let sources = parts.map { MemberSource.segment($0.segment, removed: $0.removed) }
        replaceAll(by: sources + [takeWaiting()])
    }

    private func waitingPlace(of hash: PDQHash, _ label: UInt16) -> Int? {
        waiting.indices.first { waiting[$0] == hash && waitingLabels[$0] == label }
    }

    private mutating func takeWaiting() -> MemberSource {
        defer { (waiting, waitingLabels) = ([], []) }
        return .list(waiting, labels: waitingLabels)
    }

    private mutating func replaceAll(by sources: [MemberSource]) {
        let segment = SegmentBuilder.segment(of: sources)
        parts = segment.count == 0 ? [] : [Part(segment: segment)]
    }

    /// Makes a segment of those that wait.
    private mutating func settle() { merge([]) }

    /// Makes a segment of new members and those that wait, together with the smaller segments and,
    /// where one has many gaps, all from that one on.
    private mutating func merge(_ new: [MemberSource]) {
        var sources = new + [takeWaiting()]
        var sum = sources.reduce(0) { $0 + $1.count }
        // New members may be in a segment that stays: they are taken out there, and come in anew.
        let gaps = parts.firstIndex(where: \.hasManyGaps) ?? parts.count
        while let last = parts.last, parts.count > gaps || sum * Self.growthFactor >= last.count {
            sources.append(.segment(last.segment, removed: last.removed))
            sum += last.count
            parts.removeLast()
        }
        for part in parts.indices { takeOut(new, from: part) }
        let segment = SegmentBuilder.segment(of: sources)
        if segment.count > 0 { parts.append(Part(segment: segment)) }
        parts.sort { $0.segment.count > $1.segment.count }
    }

    private mutating func takeOut(_ new: [MemberSource], from part: Int) {
        let segment = parts[part].segment
        for source in new {
            source.forEach { words, label in
                let place = segment.place(of: PDQHash(words: words), label: label)
                if let place { parts[part].removed.insert(place) }
            }
        }
    }

    /// Finds the members that differ from a fingerprint in few bits.
    ///
    /// Of more than `limit` such members it gives the nearest; among those equally far away at the
    /// limit, any.
    ///
    /// - Complexity: Grows more slowly than the number of members, up to a distance of about 50;
    ///   in proportion to it beyond. And O(*m* log *m*) for the *m* found.
    /// - Parameters:
    ///   - hash: The fingerprint to compare with; it need not be a member.
    ///   - distanceMax: The largest number of differing bits, both ends included.
    ///   - labels: Only members with one of these labels; `nil` for all.
    ///   - limit: How many to give at most.
    /// - Returns: The members found, the nearest first.
    public func neighbours(
        of hash: PDQHash, within distanceMax: Int, labels: LabelSet? = nil, limit: Int = .max
    ) -> [HashNeighbour] {
        guard distanceMax >= 0, limit > 0 else { return [] }
        var collector = MatchCollector(
            within: min(distanceMax, 256), limit: limit, labels: labels)
        for part in parts {
            collector.removed = part.removed
            part.segment.search(hash.words, level: level, into: &collector)
        }
        for (number, member) in waiting.enumerated() {
            let distance = (member.words ^ hash.words).bitCount
            if distance <= collector.reach {
                collector.offer(member, label: waitingLabels[number], at: distance)
            }
        }
        return collector.sorted()
    }
}
