// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a pool has done since it was made, for those who watch over it.
public struct DecoderPoolCounts: Hashable, Sendable {
    /// What became of files.
    public enum FileFate: String, CaseIterable, Hashable, Sendable {
        /// Read to its end.
        case read
        /// Found broken, too large or of an unknown kind, by a child that stayed in order.
        case undecodable
        /// Its child died.
        case crashed
        /// Its child was killed at the deadline.
        case timedOut = "timed-out"
        /// Its child needed more memory than it may have.
        case outOfMemory = "out-of-memory"
        /// Its child answered with what is no answer.
        case garbled
        /// Turned away: as many waited as may wait.
        case refused
        /// No child could be started, or the pool was shut down.
        case unavailable
    }

    /// Why children ended.
    public enum ChildEnd: String, CaseIterable, Hashable, Sendable {
        /// It had read its share of files.
        case recycled
        /// It had met a page, a broken file, a video or an archive, and might not be what it was.
        case replaced
        /// It had been handed a file that was then given to another child.
        case overtaken
        /// It died, hung, or answered with what is no answer.
        case failed
        /// The pool was shut down.
        case dismissed
    }

    /// How many files met each fate; a fate that none met is missing.
    public internal(set) var files: [FileFate: Int] = [:]
    /// How many children ended for each reason; a reason without any is missing.
    public internal(set) var ended: [ChildEnd: Int] = [:]
    /// Children started that confined themselves.
    public internal(set) var started = 0
    /// Children that did not start, or did not confine themselves.
    public internal(set) var notStarted = 0
    /// Files that wait for a child at this moment.
    public internal(set) var waiting = 0
    /// Children at work or ready for it at this moment.
    public internal(set) var children = 0
}

extension DecoderOutcome {
    var fate: DecoderPoolCounts.FileFate {
        switch self {
        case .answer(.undecodable(.outOfMemory)): .outOfMemory
        case .answer(.undecodable): .undecodable
        case .answer: .read
        case .failure(.crashed): .crashed
        case .failure(.timedOut): .timedOut
        case .failure(.busy): .refused
        case .failure: .garbled
        case .notStarted, .stopped: .unavailable
        }
    }
}
