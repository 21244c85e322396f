// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// A snapshot's file, open for reading or being written under another name.
final class SnapshotFile: Sendable {
    // LIMIT: bytes of one system call; Linux moves at most 2 GiB.
    private static let pieceBytesMax = 256 << 20
    // LIMIT: what a processor's second cache holds, in whole blocks of the checksum.
    private static let checkedBytesMax = 256 << 10

    let byteCount: Int
    private let descriptor: Int32
    /// The name while it is being written.
    private let temporaryPath: String?

    init(reading path: String) throws(HashSnapshotError) {
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else {
            throw errno == ENOENT ? .missing : .system(errorNumber: Int(errno))
        }
        var status = stat()
        // SAFETY: the status outlives the call.
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw .notASnapshot
        }
        guard status.st_size >= SnapshotHeader.byteCount else {
            close(opened)
            throw .notASnapshot
        }
        byteCount = Int(status.st_size)
        descriptor = opened
        temporaryPath = nil
    }

    /// A new file beside `path`, only for its owner: hashes of a list are not for everybody.
    init(writing path: String) throws(HashSnapshotError) {
        let temporary = path + ".new"
        let opened = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw .system(errorNumber: Int(errno)) }
        // What a writer left behind that died is written over; what one writes now is not.
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno
            close(opened)
            throw error == EWOULDBLOCK ? .busy : .system(errorNumber: Int(error))
        }
        // Whoever held the lock may have published the very file meanwhile: then it is not ours.
        guard Self.isFile(opened, named: temporary) else {
            close(opened)
            throw .busy
        }
        guard ftruncate(opened, 0) == 0 else {
            let error = errno
            close(opened)
            throw .system(errorNumber: Int(error))
        }
        byteCount = 0
        descriptor = opened
        temporaryPath = temporary
    }

    deinit {
        // While it is locked: once published, the name may be another writer's.
        if let temporaryPath, Self.isFile(descriptor, named: temporaryPath) {
            unsafe unlink(temporaryPath)
        }
        close(descriptor)
    }

    /// Whether the name is that of the open file.
    private static func isFile(_ descriptor: Int32, named path: String) -> Bool {
        var (open, named) = (stat(), stat())
        // SAFETY: both outlive the calls.
        return unsafe fstat(descriptor, &open) == 0 && lstat(path, &named) == 0
            && open.st_dev == named.st_dev && open.st_ino == named.st_ino
    }

    func read(_ count: Int, at offset: Int) throws(HashSnapshotError) -> [UInt8] {
        let memory = TableMemory(byteCount: count)
        try unsafe read(into: memory.bytes, at: offset)
        return unsafe Array(memory.bytes)
    }

    /// Reads a part, and adds it up while it is still in the processor's cache.
    ///
    /// SAFETY: the buffer is the caller's.
    @unsafe func readPart(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(HashSnapshotError) -> UInt64 {
        var hash = XXHash64()
        let whole = buffer.count - buffer.count % XXHash64.blockByteCount
        for start in stride(from: 0, to: whole, by: Self.checkedBytesMax) {
            let piece = unsafe UnsafeMutableRawBufferPointer(
                rebasing: buffer[start..<min(whole, start + Self.checkedBytesMax)])
            try unsafe read(into: piece, at: offset + start)
            unsafe hash.add(UnsafeRawBufferPointer(piece))
        }
        let last = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[whole...])
        try unsafe read(into: last, at: offset + whole)
        return unsafe hash.checksum(with: UnsafeRawBufferPointer(last))
    }

    /// SAFETY: the buffer is the caller's.
    @unsafe private func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(HashSnapshotError) {
        try transfer(buffer.count, nothingMoved: .wrongSize) { done, count in
            unsafe pread(
                descriptor, buffer.baseAddress.map { unsafe $0 + done }, count,
                off_t(offset + done))
        }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(HashSnapshotError) {
        let memory = TableMemory(byteCount: bytes.count)
        unsafe memory.bytes.copyBytes(from: bytes)
        try unsafe write(UnsafeRawBufferPointer(memory.bytes), at: offset)
    }

    /// SAFETY: the buffer is the caller's.
    @unsafe func write(
        _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(HashSnapshotError) {
        try transfer(bytes.count, nothingMoved: .system(errorNumber: Int(ENOSPC))) { done, count in
            unsafe pwrite(
                descriptor, bytes.baseAddress.map { unsafe $0 + done }, count,
                off_t(offset + done))
        }
    }

    /// Repeats a system call, which may move fewer bytes than it is told to.
    private func transfer(
        _ byteCount: Int, nothingMoved: HashSnapshotError,
        _ call: (_ done: Int, _ count: Int) -> Int
    ) throws(HashSnapshotError) {
        var done = 0
        while done < byteCount {
            let count = call(done, min(byteCount - done, Self.pieceBytesMax))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw nothingMoved
            } else if errno != EINTR {
                throw .system(errorNumber: Int(errno))
            }
        }
    }

    /// Gives the file its full length and, once it is on the disk, its name.
    func publish(as path: String, byteCount: Int) throws(HashSnapshotError) {
        guard ftruncate(descriptor, off_t(byteCount)) == 0, fsync(descriptor) == 0,
            let temporaryPath, unsafe rename(temporaryPath, path) == 0
        else { throw .system(errorNumber: Int(errno)) }
    }
}
