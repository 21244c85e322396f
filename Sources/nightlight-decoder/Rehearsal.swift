// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
import MediaDecoding

/// Failures on purpose, so that tests see the pool survive each of them.
enum Rehearsal {
    static func perform(_ failure: RehearsedFailure) -> DecoderAnswer {
        switch failure {
        case .crash:
            abort()
        case .hang:
            while true { sched_yield() }
        case .exhaustMemory:
            // SAFETY: the memory is wasted on purpose and never touched.
            // LIMIT: stops where the process's own limit stops it.
            while unsafe malloc(1 << 24) != nil {}
            return .undecodable(.outOfMemory)
        case .answerGarbage:
            Frames.write([0, 0, 0, 9] + Array("nonsense!".utf8))
            return .undecodable(.unsupported)
        case .answerEndlessly:
            Frames.write([0xff, 0xff, 0xff, 0xff])
            while true { Frames.write([UInt8](repeating: 0x5a, count: 4_096)) }
        case .stopReading:
            // The pool sees a child that takes requests and never says a word.
            while true { poll(nil, 0, 1_000) }
        case .leave:
            exit(0)
        case .answerAhead:
            // Thousands of answers to what has not been asked.
            let frame = DecoderAnswer.undecodable(.unsupported).frame
            while true { Frames.write([[UInt8]](repeating: frame, count: 512).flatMap(\.self)) }
        case .answerAndLeave:
            // The pool has its answer, and is left with what it handed over behind it.
            Frames.write(DecoderAnswer.undecodable(.unsupported).frame)
            exit(0)
        }
    }
}
