// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A set of digests of one kind, such as SHA-256, each with a label of its owner's choosing.
///
/// As with `HammingIndex`, a copy is a few references: readers of a copy never wait for whoever
/// changes another, and `SharedIndex` hands out such copies.
///
/// A member takes about 54 bytes for SHA-256, 34 for SHA-1 and 27 for MD5, and 3 to 4 for its label
/// unless all labels are 0.
public struct DigestIndex: Sendable {
    /// LIMIT: members that wait to be made into a table; a dictionary of so many is quick to copy.
    private static let waitingMax = 1_024
    private static let growthFactor = 4

    struct Key: Hashable, Sendable {
        let digest: SIMD4<UInt64>
        let label: UInt16
    }

    /// What `byteCount` can be.
    static let byteCounts = [16, 20, 32]

    /// Bytes of a digest: 16 (MD5), 20 (SHA-1) or 32 (SHA-256).
    public let byteCount: Int
    /// The largest first.
    private(set) var tables: [DigestTable] = []
    private(set) var waiting: [SIMD4<UInt64>: [UInt16]] = [:]
    private var waitingCount = 0
    /// Members of tables that were removed.
    private(set) var removed: Set<Key> = []

    /// An index without members.
    ///
    /// - Parameter byteCount: Bytes of a digest: 16, 20 or 32; anything else is a mistake of the
    ///   caller's, and a trap.
    public init(byteCount: Int) {
        precondition(Self.byteCounts.contains(byteCount))
        self.byteCount = byteCount
    }

    init(_ table: DigestTable) {
        self.init(byteCount: table.byteCount)
        if table.count > 0 { tables = [table] }
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

    /// Merges everything into one table, for the fastest look-ups.
    ///
    /// - Complexity: O(*n*).
    public mutating func compact() {
        if tables.count > 1 || waitingCount > 0 || !removed.isEmpty { rebuild() }
    }

    /// One of digests that stand one behind the other.
    func words(ofDigest number: Int, in digests: [UInt8]) -> SIMD4<UInt64> {
        words(of: digests[number * byteCount..<(number + 1) * byteCount])
    }

    private func words(of digest: ArraySlice<UInt8>) -> SIMD4<UInt64> {
        precondition(digest.count == byteCount)
        var words = SIMD4<UInt64>.zero
        // SAFETY: a digest has at most the 32 bytes of the words.
        unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: digest) }
        return words
    }

    func labels(of digest: SIMD4<UInt64>) -> [UInt16] {
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
