// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// Reads a file from its beginning, piece by piece.
///
/// Only regular files: opening a pipe or a device could wait for ever, or never end.
struct FileReader: ~Copyable {
    // LIMIT: bytes of one piece: few system calls, little memory.
    private static let pieceBytesMax = 1 << 20

    /// As many as there were when it was opened.
    let byteCount: Int
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: pieceBytesMax)

    init(path: String) throws(FileReadingError) {
        // O_NONBLOCK: opening a pipe must not wait for somebody who writes to it.
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else { throw FileReadingError(errorNumber: errno) }
        var status = stat()
        // SAFETY: status outlives the call.
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw .notAFile
        }
        byteCount = Int(status.st_size)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// The next piece; `nil` at the end.
    mutating func next() throws(FileReadingError) -> ArraySlice<UInt8>? {
        while true {
            // SAFETY: the call writes only into the buffer, and at most as much as it holds.
            let count = unsafe buffer.withUnsafeMutableBytes { [descriptor] buffer in
                unsafe read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 { return buffer[..<count] }
            if count == 0 { return nil }
            if errno != EINTR { throw FileReadingError(errorNumber: errno) }
        }
    }
}
