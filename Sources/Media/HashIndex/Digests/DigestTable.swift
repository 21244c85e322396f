// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels

/// Digests of one length with their labels, that never change again: a hash table with open
/// addressing in one piece of memory.
///
/// A slot holds a digest and nothing else, so a look-up waits for memory once, or rarely twice.
/// Digests stand in the order of their mixed words, as far as each is not before its home
/// (an ordered hash table: Amble and Knuth, 1974): whoever looks for what is not there sees so at
/// the first that is greater, and need not go on to a free slot.
//
// SAFETY: the memory is filled in `init` and only read from then on; every walk ends at the last
// slot, which is always free.
@safe final class DigestTable: @unchecked Sendable {
    /// Digests are read 32 bytes at a time, whatever their length.
    static let paddingByteCount = 32

    private(set) var count: Int
    /// Slots up to the last that was ever used, and all homes; the one behind them is free.
    private(set) var usedSlotCount: Int
    let byteCount: Int
    /// Which bits of 32 bytes are the digest's.
    let mask: SIMD4<UInt64>
    /// Slots where a look-up may begin; behind them are those for what finds no room there.
    let homeCount: Int
    /// Mixed into every digest, so that nobody can choose digests that all meet in one place.
    let seeds: SIMD4<UInt64>
    let digests: TableMemory
    /// Two bytes for each slot; `nil` when all labels are 0.
    let labels: TableMemory?
    /// Labels of the digest that is all zeros, which in a slot means that it is free.
    let zeroLabels: [UInt16]

    struct Member {
        let digest: SIMD4<UInt64>
        let label: UInt16
    }

    /// - Parameter members: one that comes twice counts once.
    init(_ members: [Member], byteCount: Int) {
        self.byteCount = byteCount
        mask = Self.mask(byteCount)
        zeroLabels = Set(members.lazy.filter { $0.digest == .zero }.map(\.label)).sorted()
        // Three fifths full: whoever looks for anything passes less than one other on average.
        homeCount = max(16, members.count / 3 * 5)
        // Enough behind them if all members had their home in the last.
        let slotCount = homeCount + members.count + 1
        usedSlotCount = homeCount
        seeds = .random(in: .min ... .max)
        digests = TableMemory(byteCount: slotCount * byteCount + Self.paddingByteCount)
        let hasLabels = members.contains { $0.label != 0 }
        labels = hasLabels ? TableMemory(byteCount: slotCount * 2) : nil
        count = zeroLabels.count
        for (number, member) in members.enumerated() where member.digest != .zero {
            // Far enough ahead for the memory to have come by the time it is needed.
            if number + 16 < members.count {
                prefetch(home(of: order(of: members[number + 16].digest)))
            }
            if put(member) { count += 1 }
        }
    }

    /// Takes over memory that a table of the same seeds and homes filled; the last slot is free.
    init(
        count: Int, byteCount: Int, homeCount: Int, seeds: SIMD4<UInt64>, usedSlotCount: Int,
        digests: TableMemory, labels: TableMemory?, zeroLabels: [UInt16]
    ) {
        mask = Self.mask(byteCount)
        self.count = count
        self.byteCount = byteCount
        self.homeCount = homeCount
        self.seeds = seeds
        self.usedSlotCount = usedSlotCount
        self.digests = digests
        self.labels = labels
        self.zeroLabels = zeroLabels
    }

    private static func mask(_ byteCount: Int) -> SIMD4<UInt64> {
        switch byteCount {
        case 16: SIMD4(.max, .max, 0, 0)
        case 20: SIMD4(.max, .max, 0xffff_ffff, 0)
        default: SIMD4(repeating: .max)
        }
    }

    /// Whether the member was not there yet.
    private func put(_ member: Member) -> Bool {
        let order = order(of: member.digest)
        var slot = home(of: order)
        var held = digest(in: slot)
        while held != .zero {
            if self.order(of: held) > order { break }
            if held == member.digest, label(in: slot) == member.label { return false }
            slot += 1
            held = digest(in: slot)
        }
        makeRoom(at: slot)
        let target = unsafe UnsafeMutableRawBufferPointer(
            start: digests.start + slot * byteCount, count: byteCount)
        unsafe withUnsafeBytes(of: member.digest) { bytes in
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<byteCount]))
        }
        if let labels { unsafe labels.elements(of: UInt16.self)[slot] = member.label }
        return true
    }

    /// Moves what stands there, and all behind it up to the next free slot, one slot on.
    private func makeRoom(at slot: Int) {
        var free = slot
        while digest(in: free) != .zero { free += 1 }
        usedSlotCount = max(usedSlotCount, free + 1)
        let from = unsafe digests.start + slot * byteCount
        unsafe (from + byteCount).copyMemory(from: from, byteCount: (free - slot) * byteCount)
        guard let labels else { return }
        let label = unsafe labels.elements(of: UInt16.self) + slot
        unsafe (label + 1).update(from: label, count: free - slot)
    }

    @inline(__always) private func label(in slot: Int) -> UInt16 {
        guard let labels else { return 0 }
        return unsafe labels.elements(of: UInt16.self)[slot]
    }

    /// What was never touched takes no memory.
    var memoryByteCount: Int {
        usedSlotCount * (byteCount + (labels == nil ? 0 : 2))
    }

    @inline(__always) private func forEachLabel(
        of wanted: SIMD4<UInt64>, from slot: Int, _ body: (UInt16) -> Void
    ) {
        if wanted == .zero {
            zeroLabels.forEach(body)
            return
        }
        let order = order(of: wanted)
        var slot = slot
        var held = digest(in: slot)
        while held != .zero, self.order(of: held) <= order {
            if held == wanted { body(label(in: slot)) }
            slot += 1
            held = digest(in: slot)
        }
    }

    func has(_ member: Member) -> Bool {
        var isThere = false
        forEachLabel(of: member.digest) {
            if $0 == member.label { isThere = true }
        }
        return isThere
    }

    /// Calls `body` with every member.
    func forEach(_ body: (Member) -> Void) {
        for label in zeroLabels { body(Member(digest: .zero, label: label)) }
        for slot in 0..<usedSlotCount {
            let held = digest(in: slot)
            guard held != .zero else { continue }
            body(Member(digest: held, label: label(in: slot)))
        }
    }

    /// The order in which digests stand: as `cmk_find_digests` has it.
    @inline(__always) private func order(of digest: SIMD4<UInt64>) -> UInt64 {
        let mixed = digest ^ seeds
        let order = folded(mixed.x, mixed.y)
        return byteCount == 16 ? order : order ^ folded(mixed.z, mixed.w)
    }

    @inline(__always) private func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }

    /// Where a look-up begins.
    @inline(__always) private func home(of order: UInt64) -> Int {
        Int(order.multipliedFullWidth(by: UInt64(homeCount)).high)
    }

    /// Calls `body` with the label of every member that has this digest.
    func forEachLabel(of digest: SIMD4<UInt64>, _ body: (UInt16) -> Void) {
        forEachLabel(of: digest, from: home(of: order(of: digest)), body)
    }

    /// The numbers of those digests that are members with a label that counts.
    func members(among wanted: Span<UInt8>, labels counted: LabelSet?) -> [Int] {
        let count = wanted.count / byteCount
        // SAFETY: the span holds `count` digests, and the buffer room for one more.
        return unsafe withUnsafeTemporaryAllocation(of: cmk_found.self, capacity: count + 1) {
            found in
            let seeds = [seeds.x, seeds.y, seeds.z, seeds.w]
            let hits = unsafe wanted.withUnsafeBufferPointer { wanted in
                unsafe cmk_find_digests(
                    digests.start.assumingMemoryBound(to: UInt8.self), homeCount, byteCount,
                    seeds, wanted.baseAddress, count, found.baseAddress)
            }
            return unsafe found.prefix(hits).compactMap { hit in
                isCounted(hit.slot, counted) ? hit.number : nil
            }
        }
    }

    private func isCounted(_ slot: Int, _ counted: LabelSet?) -> Bool {
        // As C has it for the digest that is all zeros.
        let isZero = slot == -1
        guard let counted else { return isZero ? !zeroLabels.isEmpty : true }
        if isZero { return zeroLabels.contains(where: counted.contains) }
        var isFound = false
        forEachLabel(of: digest(in: slot), from: slot) {
            if counted.contains($0) { isFound = true }
        }
        return isFound
    }

    @inline(__always) private func prefetch(_ slot: Int) {
        unsafe cmk_prefetch(digests.start + slot &* byteCount)
    }

    @inline(__always) func digest(in slot: Int) -> SIMD4<UInt64> {
        // SAFETY: 32 bytes from any slot on are within the memory.
        unsafe (digests.start + slot &* byteCount).loadUnaligned(as: SIMD4<UInt64>.self) & mask
    }
}
