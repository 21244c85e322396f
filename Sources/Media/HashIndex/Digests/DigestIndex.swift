// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A set of digests of one kind, such as SHA-256, each with a label of its owner's choosing.
///
/// As with `HammingIndex`, a copy is a few references: readers of a copy never wait for whoever
/// changes another.
///
/// A member takes about 54 bytes for SHA-256, 34 for SHA-1 and 27 for MD5, and 3 to 4 for its label
/// unless all labels are 0.
public struct DigestIndex: Sendable {
    /// LIMIT: members that wait to be made into a table; a dictionary of so many is quick to copy.
    private static let waitingMax = 1_024
    private static let growthFactor = 4

    private struct Key: Hashable, Sendable {
        let digest: SIMD4<UInt64>
        let label: UInt16
    }

    /// Bytes of a digest: 16 (MD5), 20 (SHA-1) or 32 (SHA-256).
    public let byteCount: Int
    /// The largest first.
    private var tables: [DigestTable] = []
    private var waiting: [SIMD4<UInt64>: [UInt16]] = [:]
    private var waitingCount = 0
    /// Members of tables that were removed.
    private var removed: Set<Key> = []

    /// An index without members.
    ///
    /// - Parameter byteCount: Bytes of a digest: 16, 20 or 32; anything else is a mistake of the
    ///   caller's, and a trap.
    public init(byteCount: Int) {
        precondition([16, 20, 32].contains(byteCount))
        self.byteCount = byteCount
    }

    /// The number of members.
    public var count: Int {
        tables.reduce(waitingCount) { $0 + $1.count } - removed.count
    }

    /// Bytes the tables take.
    public var memoryByteCount: Int { tables.reduce(0) { $0 + $1.memoryByteCount } }

    /// Makes a digest a member.
    ///
    /// - Complexity: O(log *n*) on average over many calls.
    /// - Parameters:
    ///   - digest: As many bytes as the index is for.
    ///   - label: The label to add it with.
    /// - Returns: Whether it was none before.
    @discardableResult
    public mutating func insert(_ digest: [UInt8], label: UInt16 = 0) -> Bool {
        let key = Key(digest: words(of: digest[...]), label: label)
        if removed.remove(key) != nil { return true }
        guard !labels(of: key.digest).contains(label) else { return false }
        waiting[key.digest, default: []].append(label)
        waitingCount += 1
        if waitingCount >= Self.waitingMax { settle([]) }
        return true
    }

    /// Makes many digests members.
    ///
    /// - Complexity: O(*n*).
    /// - Parameters:
    ///   - digests: One behind the other, without anything between.
    ///   - labels: One for each, or none at all for label 0.
    public mutating func insert(contentsOf digests: [UInt8], labels: [UInt16] = []) {
        precondition(digests.count % byteCount == 0)
        let count = digests.count / byteCount
        precondition(labels.isEmpty || labels.count == count)
        var new: [DigestTable.Member] = []
        new.reserveCapacity(count)
        for number in 0..<count {
            let digest = words(ofDigest: number, in: digests)
            let label = labels.isEmpty ? 0 : labels[number]
            if !removed.isEmpty, removed.remove(Key(digest: digest, label: label)) != nil {
                continue
            }
            new.append(DigestTable.Member(digest: digest, label: label))
        }
        settle(new)
    }

    /// Takes a member away.
    ///
    /// - Complexity: O(log *n*) on average.
    /// - Parameters:
    ///   - digest: As many bytes as the index is for.
    ///   - label: The member's label.
    /// - Returns: Whether it was a member.
    @discardableResult
    public mutating func remove(_ digest: [UInt8], label: UInt16 = 0) -> Bool {
        let key = Key(digest: words(of: digest[...]), label: label)
        if let place = waiting[key.digest]?.firstIndex(of: label) {
            waiting[key.digest]?.remove(at: place)
            if waiting[key.digest]?.isEmpty == true { waiting[key.digest] = nil }
            waitingCount -= 1
            return true
        }
        guard labels(of: key.digest).contains(label) else { return false }
        removed.insert(key)
        if removed.count > max(Self.waitingMax, count / 4) { rebuild() }
        return true
    }

    /// The labels with which a digest is a member, in no particular order; empty when it is none.
    ///
    /// - Complexity: O(log *n*); about one wait for memory for each table.
    /// - Parameter digest: As many bytes as the index is for.
    public func labels(of digest: [UInt8]) -> [UInt16] { labels(of: words(of: digest[...])) }

    /// Looks many digests up, on the calling thread, with their memory fetched ahead.
    ///
    /// - Parameters:
    ///   - digests: One behind the other, without anything between.
    ///   - counted: Only members with one of these labels; `nil` for all.
    /// - Returns: The numbers of the digests, counted from 0, that are members.
    public func members(among digests: [UInt8], labels counted: LabelSet? = nil) -> [Int] {
        precondition(digests.count % byteCount == 0)
        let count = digests.count / byteCount
        // LIMIT: digests looked up in one go; their results take 16 bytes each meanwhile.
        let turn = 4_096
        return stride(from: 0, to: count, by: turn).flatMap { first in
            members(among: digests, first..<min(count, first + turn), counted)
        }
    }

    /// Most digests are in no table, and of these nothing more has to be asked.
    private func members(
        among digests: [UInt8], _ numbers: Range<Int>, _ counted: LabelSet?
    ) -> [Int] {
        let part = digests.span.extracting(
            numbers.lowerBound * byteCount..<numbers.upperBound * byteCount)
        var found = tables.flatMap { table in
            table.members(among: part, labels: counted).map { $0 + numbers.lowerBound }
        }
        if tables.count == 1, waiting.isEmpty, removed.isEmpty { return found }
        func isCounted(_ labels: [UInt16]) -> Bool {
            labels.contains { counted?.contains($0) ?? true }
        }
        if !removed.isEmpty {
            found.removeAll { !isCounted(labels(of: words(ofDigest: $0, in: digests))) }
        }
        if !waiting.isEmpty {
            found += numbers.filter {
                waiting[words(ofDigest: $0, in: digests)].map(isCounted) ?? false
            }
        }
        return Set(found).sorted()
    }

    /// Merges everything into one table, for the fastest look-ups.
    ///
    /// - Complexity: O(*n*).
    public mutating func compact() {
        if tables.count > 1 || waitingCount > 0 || !removed.isEmpty { rebuild() }
    }

    /// One of digests that stand one behind the other.
    private func words(ofDigest number: Int, in digests: [UInt8]) -> SIMD4<UInt64> {
        words(of: digests[number * byteCount..<(number + 1) * byteCount])
    }

    private func words(of digest: ArraySlice<UInt8>) -> SIMD4<UInt64> {
        precondition(digest.count == byteCount)
        var words = SIMD4<UInt64>.zero
        // SAFETY: a digest has at most the 32 bytes of the words.
        unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: digest) }
        return words
    }

    private func labels(of digest: SIMD4<UInt64>) -> [UInt16] {
        var labels = waiting[digest] ?? []
        for table in tables {
            table.forEachLabel(of: digest) { labels.append($0) }
        }
        if !removed.isEmpty {
            labels.removeAll { removed.contains(Key(digest: digest, label: $0)) }
        }
        return labels
    }

    private mutating func takeWaiting() -> [DigestTable.Member] {
        defer { (waiting, waitingCount) = ([:], 0) }
        return waiting.flatMap { digest, labels in
            labels.map { DigestTable.Member(digest: digest, label: $0) }
        }
    }

    private mutating func settle(_ new: [DigestTable.Member]) {
        var members = new + takeWaiting()
        while let last = tables.last, members.count * Self.growthFactor >= last.count {
            append(last, to: &members)
            tables.removeLast()
        }
        // What a table that stays has already must not come a second time.
        if !tables.isEmpty {
            members.removeAll { member in
                tables.contains { $0.has(member) }
            }
        }
        guard !members.isEmpty else { return }
        tables.append(DigestTable(members, byteCount: byteCount))
        tables.sort { $0.count > $1.count }
    }

    private mutating func append(_ table: DigestTable, to members: inout [DigestTable.Member]) {
        var removed = removed
        table.forEach { member in
            let key = Key(digest: member.digest, label: member.label)
            if removed.isEmpty || removed.remove(key) == nil { members.append(member) }
        }
        self.removed = removed
    }

    private mutating func rebuild() {
        var members = takeWaiting()
        for table in tables { append(table, to: &members) }
        tables = members.isEmpty ? [] : [DigestTable(members, byteCount: byteCount)]
    }
}
