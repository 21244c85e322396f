// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import JobQueue
import NightlightCore
import Storage
import Takedown

/// How many there are of everything, as of one moment.
struct SystemSnapshot: Sendable {
    let incidents: [IncidentStatus: Int]
    let takedowns: TakedownStatistics
    let jobs: [JobState: Int]
    let nextDue: Timestamp?

    init(
        _ jobs: JobQueue, _ takedowns: TakedownService, in transaction: any SQLTransaction
    ) throws {
        self.init(
            incidents: try IncidentStore().counts(in: transaction),
            takedowns: try takedowns.statistics(in: transaction),
            jobs: try jobs.countsByState(in: transaction),
            nextDue: try jobs.nextDue(in: transaction))
    }

    init(
        incidents: [IncidentStatus: Int], takedowns: TakedownStatistics, jobs: [JobState: Int],
        nextDue: Timestamp?
    ) {
        self.incidents = incidents
        self.takedowns = takedowns
        self.jobs = jobs
        self.nextDue = nextDue
    }
}
