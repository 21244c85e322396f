// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One thing that is wrong with the log, and where.
package struct AuditFinding: Sendable, Hashable {
    package enum Problem: String, Sendable {
        /// The event or its salt is not what was committed to.
        case eventChanged = "event-changed"
        /// No event has this place: it was deleted or moved.
        case eventMissing = "event-missing"
        /// A leaf from `index` to `last` was changed, with its commitment, or moved.
        case rootDiffers = "root-differs"
        /// A checkpoint's text is not one, or does not fit its row.
        case checkpointMalformed = "checkpoint-malformed"
        /// A checkpoint is not signed with the log's key, or was changed afterwards.
        case checkpointSignature = "checkpoint-signature"
        /// A checkpoint of another log stands among this one's.
        case checkpointOfOtherLog = "checkpoint-of-other-log"
        /// A checkpoint counts more events than there are: the end was cut off.
        case endMissing = "end-missing"
        /// Events have a place, but no checkpoint covers them: a checkpoint was deleted.
        case notSigned = "not-signed"
        /// A stored root of a subtree is wrong or missing; the events themselves may be right.
        case nodeChanged = "node-changed"
        /// The state from which the next checkpoint would continue is wrong.
        case frontierChanged = "frontier-changed"
        /// A checkpoint that was kept elsewhere does not fit this log: history was rewritten.
        case keptCheckpointDiffers = "kept-checkpoint-differs"
        /// What an event said is gone, and no event of the log names it as erased.
        case erasureNotRecorded = "erasure-not-recorded"
        /// An event that waits for its place is not what was committed to.
        case waitingEventChanged = "waiting-event-changed"
    }

    package let problem: Problem
    /// The first place in the log that may be wrong; `nil` for an event without one.
    package let index: Int64?
    /// The last place that may be, where more than one may.
    package let last: Int64?

    init(_ problem: Problem, index: Int64?, last: Int64? = nil) {
        self.problem = problem
        self.index = index
        self.last = last
    }
}
