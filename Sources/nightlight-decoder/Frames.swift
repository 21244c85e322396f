// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding

/// Frames on standard input and output.
enum Frames {
    /// The next request; `nil` when the pool is gone, or sent what it never sends.
    static func read(bytesMax: Int) -> DecoderRequest? {
        guard let lengths = readExactly(8) else { return nil }
        var reader = WireReader(lengths)
        guard let headCount = reader.number(), let bodyCount = reader.number(),
            headCount <= DecoderRequest.headBytesMax, bodyCount <= bytesMax,
            let head = readExactly(headCount), let body = readExactly(bodyCount)
        else { return nil }
        return DecoderRequest(head: head, body: body)
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
        // SAFETY: the calls write only into the part of the memory they are given, and what they
        // wrote is all that the array counts.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, received in
            while received < wanted {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: buffer[received..<wanted]))
                let count = unsafe Glibc.read(0, rest.baseAddress, rest.count)
                if count > 0 {
                    received += count
                } else if count == 0 || errno != EINTR {
                    return
                }
            }
        }
        return bytes.count == wanted ? bytes : nil
    }
}
