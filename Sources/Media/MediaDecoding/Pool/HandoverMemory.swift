// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSandbox
import Glibc

/// Memory in which a child finds its files: a file is copied there while the child reads those
/// before it, where a socket would hold only its beginning.
///
/// The pool writes and never reads, so nothing that a child may put there reaches anybody; and each
/// child has memory of its own, so no child reaches the files of another.
@safe package final class HandoverMemory {
    /// LIMIT: two pictures of most cameras, a file in work and one behind it.
    ///
    /// What finds no room goes through the socket. Memory is taken only by the part that was ever
    /// used.
    package static let byteCount = 16 << 20
    /// Where the child finds it.
    package static let descriptor: Int32 = 3

    let descriptor: Int32
    private let base: UnsafeMutableRawPointer
    /// Where the files are that the child may still read, in the order in which they came.
    private var taken: [Range<Int>] = []

    /// `nil` when the system has none to give: everything then goes through the socket.
    init?() {
        let byteCount = Self.byteCount
        // Far from the numbers that a new child's own descriptors take.
        let descriptor = csb_shared_memory(UInt64(byteCount), 10)
        guard descriptor >= 0 else { return nil }
        let mapped = unsafe mmap(nil, byteCount, PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
            close(descriptor)
            return nil
        }
        guard csb_seal_memory(descriptor) == 0 else {
            unsafe munmap(mapped, byteCount)
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        unsafe base = mapped
    }

    // SAFETY: the mapping is this object's alone, and ends with it.
    deinit {
        unsafe munmap(base, Self.byteCount)
        close(descriptor)
    }

    /// Copies a file behind the last one, or to the beginning.
    ///
    /// - Returns: Where it begins; `nil` when there is no room for it now.
    func take(_ bytes: [UInt8]) -> Int? {
        guard let place = place(for: bytes.count) else { return nil }
        taken.append(place)
        // SAFETY: the place is within the mapping, and the array outlives the call.
        unsafe bytes.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(start: base + place.lowerBound, count: place.count)
                .copyMemory(from: source)
        }
        return place.lowerBound
    }

    /// The child has done with the file that came first.
    func releaseFirst() {
        taken.removeFirst()
    }

    /// The free part lies between the last file and the first, or around them.
    private func place(for count: Int) -> Range<Int>? {
        guard let first = taken.first, let last = taken.last else {
            return count <= Self.byteCount ? 0..<count : nil
        }
        let end = last.upperBound
        if last.lowerBound < first.lowerBound {
            return count <= first.lowerBound - end ? end..<end + count : nil
        }
        if count <= Self.byteCount - end { return end..<end + count }
        return count <= first.lowerBound ? 0..<count : nil
    }
}

/// A child's side of `HandoverMemory`, which it can only read.
@safe package final class HandedFiles {
    private let base: UnsafeRawPointer

    /// `nil` when the child was started without, or with something else in its place.
    package init?(descriptor: Int32 = HandoverMemory.descriptor) {
        let byteCount = HandoverMemory.byteCount
        var status = stat()
        // SAFETY: the call fills the structure it is given.
        guard unsafe fstat(descriptor, &status) == 0, status.st_size == off_t(byteCount) else {
            return nil
        }
        let mapped = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { return nil }
        unsafe base = UnsafeRawPointer(mapped)
    }

    // SAFETY: the mapping is this object's alone, and ends with it.
    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: base), HandoverMemory.byteCount)
    }

    /// A copy of a file; `nil` when the memory does not have so much there.
    package func file(at start: Int, byteCount: Int) -> [UInt8]? {
        guard start >= 0, byteCount >= 0, start <= HandoverMemory.byteCount,
            byteCount <= HandoverMemory.byteCount - start
        else { return nil }
        // SAFETY: the part is within the mapping, as was just checked.
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            let source = unsafe UnsafeRawBufferPointer(start: base + start, count: byteCount)
            unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
            count = byteCount
        }
    }
}
