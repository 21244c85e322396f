// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NIOCore
import Synchronization

/// Cuts what arrives into lines; the beginning of one waits for its end.
struct MatchLines {
    private var rest = ""

    /// `nil` when a line is longer than any question.
    mutating func take(_ buffer: ByteBuffer) -> [Substring]? {
        let text = rest + String(buffer: buffer)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.removeLast()
        let longest = MatchLine.questionBytesMax
        guard last.utf8.count <= longest, lines.allSatisfy({ $0.utf8.count <= longest }) else {
            return nil
        }
        rest = String(last)
        return lines.map { $0.last == "\r" ? $0.dropLast() : $0 }
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
