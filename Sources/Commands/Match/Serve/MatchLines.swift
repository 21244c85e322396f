// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// Cuts what arrives into lines; the beginning of one waits for its end.
struct MatchLines {
    private var rest: [UInt8] = []

    /// The lines that ended, without their ends, a line feed alone or behind a carriage return; up
    /// to one that is longer than any question, behind which nothing is read.
    ///
    /// By bytes: to Swift, a carriage return and a line feed are one character.
    mutating func take(_ buffer: ByteBuffer) -> (lines: [Substring], isTooLong: Bool) {
        var pieces = (rest + buffer.readableBytesView)
            .split(separator: 0x0a, omittingEmptySubsequences: false)
        let tooLong = pieces.firstIndex { $0.count > MatchLine.questionBytesMax }
        // What no line feed ends yet waits for it.
        rest = tooLong == nil ? Array(pieces.removeLast()) : []
        let lines = pieces.prefix(tooLong ?? pieces.count).map { line in
            Substring(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
        }
        return (lines, tooLong != nil)
    }
}

/// Counts connections.
final class MatchPlaces: Sendable {
    private let free: Mutex<Int>

    init(max: Int) { free = Mutex(max) }

    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func leave() { free.withLock { $0 += 1 } }
}
