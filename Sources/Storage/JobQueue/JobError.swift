// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

package enum JobError: CodedError, Equatable {
    /// The lease ran out and another worker has the job: what this one did must not be kept.
    case leaseLost
    /// No such job.
    case notFound
    /// Only a dead job can be retried.
    case notDead
    /// The handler returned without completing or postponing its job: a defect.
    case notCompleted
    /// The payload does not say which thing the job is about: a defect, or a changed row.
    case payload
    /// The job was claimed as often as its handler allows without reaching an end: it may be what
    /// kills the workers.
    case attemptsExhausted

    package var code: String {
        switch self {
        case .leaseLost: "job.lease-lost"
        case .notFound: "job.not-found"
        case .notDead: "job.not-dead"
        case .notCompleted: "job.not-completed"
        case .payload: "job.payload"
        case .attemptsExhausted: "job.attempts-exhausted"
        }
    }
}
