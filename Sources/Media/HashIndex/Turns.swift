// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Dispatch
import Synchronization

/// Questions that are answered in turns, so many at a time.
enum Turns {
    /// The numbers of all questions, turn by turn.
    static func of(_ count: Int, each turnCount: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: turnCount).map { $0..<min(count, $0 + turnCount) }
    }

    /// Answers all turns on all processors; the answers come in the order of the questions.
    static func concurrently<Answer: Sendable>(
        _ turns: [Range<Int>], _ answers: @Sendable (Range<Int>) -> [Answer]
    ) -> [Answer] {
        let found = Mutex<[Int: [Answer]]>([:])
        DispatchQueue.concurrentPerform(iterations: turns.count) { turn in
            let part = answers(turns[turn])
            if !part.isEmpty { found.withLock { $0[turn] = part } }
        }
        return found.withLock { found in turns.indices.flatMap { found[$0] ?? [] } }
    }
}
