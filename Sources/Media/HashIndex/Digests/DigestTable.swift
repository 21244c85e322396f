// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CMediaKernels

/// Digests of one length with their labels, that never change again: a hash table with open
/// addressing in one piece of memory.
///
/// A slot holds a digest and nothing else, so a look-up waits for memory once, or rarely twice.
//
// SAFETY: the memory is filled in `init` and only read from then on; slots are below `slotCount`.
@safe final class DigestTable: @unchecked Sendable {
    private(set) var count: Int
    let byteCount: Int
    /// Which bits of 32 bytes are the digest's.
    let mask: SIMD4<UInt64>
    private let slotCount: Int
    /// Mixed into every digest, so that nobody can choose digests that all meet in one place.
    private let seed: UInt64
    private let digests: TableMemory
    /// Two bytes for each slot; `nil` when all labels are 0.
    private let labels: TableMemory?
    /// Labels of the digest that is all zeros, which in a slot means that it is free.
    private let zeroLabels: [UInt16]

    struct Member {
        let digest: SIMD4<UInt64>
        let label: UInt16
    }

    /// - Parameter members: one that comes twice counts once.
    init(_ members: [Member], byteCount: Int) {
        self.byteCount = byteCount
        mask =
            switch byteCount {
            case 16: SIMD4(.max, .max, 0, 0)
            case 20: SIMD4(.max, .max, 0xffff_ffff, 0)
            default: SIMD4(repeating: .max)
            }
        zeroLabels = Set(members.lazy.filter { $0.digest == .zero }.map(\.label)).sorted()
        // Three fifths full: whoever looks for what is not there passes three others on average.
        slotCount = max(16, members.count / 3 * 5)
        seed = UInt64.random(in: .min ... .max)
        // Digests are read 32 bytes at a time, whatever their length.
        digests = TableMemory(byteCount: slotCount * byteCount + 32)
        let hasLabels = members.contains { $0.label != 0 }
        labels = hasLabels ? TableMemory(byteCount: slotCount * 2) : nil
        count = zeroLabels.count
        for (number, member) in members.enumerated() where member.digest != .zero {
            // Far enough ahead for the memory to have come by the time it is needed.
            if number + 16 < members.count { prefetch(home(of: members[number + 16].digest)) }
            if put(member) { count += 1 }
        }
    }

    /// Whether the member was not there yet.
    private func put(_ member: Member) -> Bool {
        var slot = home(of: member.digest)
        while true {
            let held = digest(in: slot)
            if held == .zero { break }
            if held == member.digest, label(in: slot) == member.label { return false }
            slot = following(slot)
        }
        let target = unsafe UnsafeMutableRawBufferPointer(
            start: digests.start + slot * byteCount, count: byteCount)
        unsafe withUnsafeBytes(of: member.digest) { bytes in
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<byteCount]))
        }
        if let labels { unsafe labels.elements(of: UInt16.self)[slot] = member.label }
        return true
    }

    @inline(__always) private func label(in slot: Int) -> UInt16 {
        guard let labels else { return 0 }
        return unsafe labels.elements(of: UInt16.self)[slot]
    }

    var memoryByteCount: Int { digests.byteCount + (labels?.byteCount ?? 0) }

    @inline(__always) private func forEachLabel(
        of wanted: SIMD4<UInt64>, from slot: Int, _ body: (UInt16) -> Void
    ) {
        if wanted == .zero {
            zeroLabels.forEach(body)
            return
        }
        var slot = slot
        while true {
            let held = digest(in: slot)
            if held == .zero { return }
            if held == wanted { body(label(in: slot)) }
            slot = following(slot)
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
        for slot in 0..<slotCount {
            let held = digest(in: slot)
            guard held != .zero else { continue }
            body(Member(digest: held, label: label(in: slot)))
        }
    }

    /// Where a look-up begins: as `cmk_find_digests` has it.
    @inline(__always) private func home(of digest: SIMD4<UInt64>) -> Int {
        var mixed = digest.x ^ seed
        mixed = (mixed ^ mixed >> 32) &* 0x9e37_79b9_7f4a_7c15
        return Int(mixed.multipliedFullWidth(by: UInt64(slotCount)).high)
    }

    /// Calls `body` with the label of every member that has this digest.
    func forEachLabel(of digest: SIMD4<UInt64>, _ body: (UInt16) -> Void) {
        forEachLabel(of: digest, from: home(of: digest), body)
    }

    /// The numbers of those digests that are members with a label that counts.
    func members(among wanted: Span<UInt8>, labels counted: LabelSet?) -> [Int] {
        let count = wanted.count / byteCount
        // SAFETY: the span holds `count` digests, and the buffer room for one more.
        return unsafe withUnsafeTemporaryAllocation(of: cmk_found.self, capacity: count + 1) {
            found in
            let hits = unsafe wanted.withUnsafeBufferPointer { wanted in
                unsafe cmk_find_digests(
                    digests.start.assumingMemoryBound(to: UInt8.self), slotCount, byteCount,
                    seed, wanted.baseAddress, count, found.baseAddress)
            }
            return unsafe found.prefix(hits).compactMap { hit in
                isCounted(hit.slot, counted) ? hit.number : nil
            }
        }
    }

    private func isCounted(_ slot: Int, _ counted: LabelSet?) -> Bool {
        let digest = digest(in: slot)
        guard let counted else { return digest != .zero || !zeroLabels.isEmpty }
        var isFound = false
        forEachLabel(of: digest, from: slot) { if counted.contains($0) { isFound = true } }
        return isFound
    }

    @inline(__always) private func prefetch(_ slot: Int) {
        unsafe cmk_prefetch(digests.start + slot &* byteCount)
    }

    @inline(__always) private func following(_ slot: Int) -> Int {
        slot + 1 == slotCount ? 0 : slot + 1
    }

    @inline(__always) private func digest(in slot: Int) -> SIMD4<UInt64> {
        // SAFETY: 32 bytes from any slot on are within the memory.
        unsafe (digests.start + slot &* byteCount).loadUnaligned(as: SIMD4<UInt64>.self) & mask
    }
}
