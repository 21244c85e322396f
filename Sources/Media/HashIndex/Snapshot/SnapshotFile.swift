// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// A snapshot's file, open for reading or being written under another name.
final class SnapshotFile: Sendable {
    // LIMIT: bytes of one system call; Linux moves at most 2 GiB.
    private static let pieceBytesMax = 256 << 20

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
        guard flock(opened, LOCK_EX | LOCK_NB) == 0, ftruncate(opened, 0) == 0 else {
            let error = errno
            close(opened)
            throw error == EWOULDBLOCK ? .busy : .system(errorNumber: Int(error))
        }
        byteCount = 0
        descriptor = opened
        temporaryPath = temporary
    }

    deinit {
        close(descriptor)
        // There is nothing of this name once it was published.
        if let temporaryPath { unsafe unlink(temporaryPath) }
    }

    func read(_ count: Int, at offset: Int) throws(HashSnapshotError) -> [UInt8] {
        let memory = TableMemory(byteCount: count)
        try unsafe read(into: memory.bytes, at: offset)
        return unsafe Array(memory.bytes)
    }

    /// SAFETY: the buffer is the caller's.
    @unsafe func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(HashSnapshotError) {
        var done = 0
        while done < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = unsafe pread(
                descriptor, rest.baseAddress, min(rest.count, Self.pieceBytesMax),
                off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw .wrongSize
            } else if errno != EINTR {
                throw .system(errorNumber: Int(errno))
            }
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
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = unsafe pwrite(
                descriptor, rest.baseAddress, min(rest.count, Self.pieceBytesMax),
                off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw .system(errorNumber: count == 0 ? Int(ENOSPC) : Int(errno))
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
