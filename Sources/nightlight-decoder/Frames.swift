// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// Frames on standard input and output.
enum Frames {
    /// The next request; `nil` when the pool is gone, or sent what it never sends.
    static func read(bytesMax: Int) -> [UInt8]? {
        guard let header = readExactly(4) else { return nil }
        let count = header.reduce(0) { $0 << 8 | Int($1) }
        guard count > 0, count <= bytesMax else { return nil }
        return readExactly(count)
    }

    /// Writes everything, or ends the process: an answer nobody takes has no use.
    static func write(_ bytes: [UInt8]) {
        guard writeAll(bytes) else { exit(0) }
    }

    static func writeText(_ text: String) -> Bool { writeAll(Array(text.utf8)) }

    private static func writeAll(_ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            // SAFETY: the call reads only the part of the array it is given.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe Glibc.write(1, rest.baseAddress, rest.count)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func readExactly(_ wanted: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: wanted)
        var received = 0
        while received < wanted {
            // SAFETY: the call writes only into the part of the array it is given.
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[received...])
                return unsafe Glibc.read(0, rest.baseAddress, rest.count)
            }
            if count > 0 {
                received += count
            } else if count == 0 || errno != EINTR {
                return nil
            }
        }
        return bytes
    }
}
