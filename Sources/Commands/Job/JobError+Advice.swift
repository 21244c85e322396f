// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import NightlightCore

extension JobError: AdvisedError {
    var advice: String {
        switch self {
        case .notFound: "There is no such job. See: nightlight job list --state dead"
        case .notDead: "Only a job that was given up can be tried again; this one was not."
        case .leaseLost, .notCompleted, .payload, .attemptsExhausted:
            "A worker has this job, or it cannot be done. See: nightlight job list"
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .notFound: .notFound
        case .notDead: .checkFailed
        case .leaseLost, .notCompleted, .payload, .attemptsExhausted: .unavailable
        }
    }
}
