// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import JobQueue
import NightlightCore
import Storage
import WorkbenchShell

/// What the jobs page shows, as of one moment: some jobs, and how many there are in each state.
struct JobsSnapshot: Sendable {
    let jobs: PageRows<Job>
    let counts: [JobState: Int]

    init(
        _ queue: JobQueue, in state: JobState?, before: Job.ID?,
        _ transaction: any SQLTransaction
    ) throws {
        jobs = PageRows(
            try queue.list(
                state: state, limit: PageRows<Job>.readCount(JobsPage.rowsMax), before: before,
                in: transaction), count: JobsPage.rowsMax)
        counts = try queue.countsByState(in: transaction)
    }
}

// An addition of OperationPages to the queue.
extension JobQueue {
    /// How many jobs of any kind there are in each state.
    func countsByState(in transaction: any SQLTransaction) throws -> [JobState: Int] {
        try counts(in: transaction).reduce(into: [:]) { $0[$1.state, default: 0] += $1.count }
    }
}
