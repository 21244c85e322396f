// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// Cuts what arrives into lines; the beginning of one waits for its end.
struct MatchLines {
    private var rest: [UInt8] = []

    /// The lines that ended, without their ends, a line feed alone or behind a carriage return;
    /// `nil` when a line is longer than any question.
    ///
    /// By bytes: to Swift, a carriage return and a line feed are one character.
    mutating func take(_ buffer: ByteBuffer) -> [Substring]? {
        var lines = (rest + buffer.readableBytesView)
            .split(separator: 0x0a, omittingEmptySubsequences: false)
        let last = lines.removeLast()
        let longest = MatchLine.questionBytesMax
        guard last.count <= longest, lines.allSatisfy({ $0.count <= longest }) else { return nil }
        rest = Array(last)
        return lines.map { line in
            Substring(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
        }
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
