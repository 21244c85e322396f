// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Storage

/// Where a job stands: a state machine whose table the queue's SQL is written from.
package enum JobState: String, CaseIterable, Sendable, SQLConvertible {
    /// Due now or later.
    case waiting
    /// Claimed by a worker whose lease may still be running.
    case running
    case done
    /// Failed too often, or for good: a person looks at it, and may retry it.
    case dead

    /// What happens to a job.
    package enum Event: String, CaseIterable, Sendable {
        /// A worker takes it: because it is due, or because another worker's lease ran out.
        case claimed
        /// The lease is made longer.
        case renewed
        case completed
        /// To be run again later, as if for the first time.
        case postponed
        /// To be run sooner.
        case broughtForward
        /// A run failed; there will be another one.
        case failed
        /// A run failed; there will be no other one.
        case givenUp = "given-up"
        /// The worker shuts down and gives it back.
        case released
        /// A person wants it tried once more.
        case retried
    }

    package static let table = TransitionTable<JobState, Event> { event in
        let move = JobMove(event)
        return [.from(Set(move.origins), to: move.target)]
    }

    /// Whether `event` can happen to a job that stands here.
    package func allows(_ event: Event) -> Bool { Self.table.allows(event, in: self) }
}

/// One event of jobs: the queue's SQL is written from it, with the states it starts from in `WHERE`
/// and the one it leads to in `SET`.
struct JobMove {
    let origins: [JobState]
    let target: JobState

    init(_ event: JobState.Event) {
        switch event {
        case .claimed: self.init(from: .waiting, .running, to: .running)
        case .renewed: self.init(from: .running, to: .running)
        case .completed: self.init(from: .running, to: .done)
        case .postponed, .failed, .released: self.init(from: .running, to: .waiting)
        case .givenUp: self.init(from: .running, to: .dead)
        case .broughtForward: self.init(from: .waiting, to: .waiting)
        case .retried: self.init(from: .dead, to: .waiting)
        }
    }

    private init(from origins: JobState..., to target: JobState) {
        self.origins = origins
        self.target = target
    }
}
