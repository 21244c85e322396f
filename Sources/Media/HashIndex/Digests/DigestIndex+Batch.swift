// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension DigestIndex {
    // LIMIT: digests looked up in one go; their results take 16 bytes each meanwhile.
    private static let turnCount = 4_096

    /// Looks many digests up, on the calling thread, with their memory fetched ahead.
    ///
    /// - Complexity: O(*m*) for *m* digests, some 20 million in a second among 10 million.
    /// - Parameters:
    ///   - digests: One behind the other, without anything between.
    ///   - counted: Only members with one of these labels; `nil` for all.
    /// - Returns: The numbers of the digests, counted from 0, that are members; rising.
    public func members(among digests: [UInt8], labels counted: LabelSet? = nil) -> [Int] {
        turns(of: digests).flatMap { members(among: digests, $0, counted) }
    }

    /// Looks many digests up, on all processors.
    ///
    /// - Complexity: That of `members(among:labels:)`, divided by the number of processors.
    /// - Parameters:
    ///   - digests: One behind the other, without anything between.
    ///   - counted: Only members with one of these labels; `nil` for all.
    /// - Returns: The numbers of the digests, counted from 0, that are members; rising.
    public func members(amongAll digests: [UInt8], labels counted: LabelSet? = nil) -> [Int] {
        Turns.concurrently(turns(of: digests)) { members(among: digests, $0, counted) }
    }

    private func turns(of digests: [UInt8]) -> [Range<Int>] {
        precondition(digests.count % byteCount == 0)
        return Turns.of(digests.count / byteCount, each: Self.turnCount)
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
}
