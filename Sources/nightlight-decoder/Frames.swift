// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding

/// Frames on standard input and output.
struct Frames {
    /// Where the pool leaves files; `nil` when it sends all of them.
    let handedFiles: HandedFiles?
    private var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
    private var unread = 0..<0

    /// LIMIT: a request without its body is a tenth of it, but for a page's.
    private static let bufferBytes = 1_024

    init(handedFiles: HandedFiles?) {
        self.handedFiles = handedFiles
    }

    /// The next request; `nil` when the pool is gone, or sent what it never sends.
    mutating func read(bytesMax: Int) -> DecoderRequest? {
        guard let lengths = readExactly(DecoderRequest.lengthsBytes) else { return nil }
        var reader = WireReader(lengths)
        guard let place = reader.number(), let headCount = reader.number(),
            let bodyCount = reader.number(),
            headCount <= DecoderRequest.headBytesMax, bodyCount <= bytesMax,
            let head = readExactly(headCount),
            let body = body(bodyCount, in: DecoderRequest.Place(code: place))
        else { return nil }
        return DecoderRequest(head: head, body: body)
    }

    private mutating func body(_ byteCount: Int, in place: DecoderRequest.Place) -> [UInt8]? {
        switch place {
        case .following: readExactly(byteCount)
        case .memory(let start): handedFiles?.file(at: start, byteCount: byteCount)
        }
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

    /// Takes what was read too far first, and reads no further than that for long ones.
    private mutating func readExactly(_ wanted: Int) -> [UInt8]? {
        if unread.isEmpty, wanted > 0, wanted < Self.bufferBytes {
            // SAFETY: the call writes only into the buffer.
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Self.receive($0)
            }
            unread = 0..<count
        }
        let ahead = buffer[unread.prefix(wanted)]
        unread = unread.dropFirst(ahead.count)
        guard ahead.count < wanted else { return Array(ahead) }
        // SAFETY: the calls write only into the part of the memory they are given, and what they
        // wrote is all that the array counts.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, received in
            received = unsafe buffer.update(fromContentsOf: ahead)
            while received < wanted {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: buffer[received..<wanted]))
                let count = unsafe Self.receive(rest)
                guard count > 0 else { return }
                received += count
            }
        }
        return bytes.count == wanted ? bytes : nil
    }

    /// How many bytes were there; 0 at the end.
    @unsafe private static func receive(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            // SAFETY: the call writes at most as many bytes as the buffer has.
            let count = unsafe Glibc.read(0, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { return 0 }
        }
    }
}
