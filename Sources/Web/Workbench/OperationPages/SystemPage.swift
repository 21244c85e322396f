// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import CaseworkParts
import Incidents
import JobQueue
import NightlightCore
import Takedown
import WebComponents
import WorkbenchShell

/// How the platform does, in numbers.
struct SystemPage {
    struct Count {
        let name: String
        let count: String
        let path: String?
    }

    let incidents: [Count]
    let takedowns: [Count]
    let figures: SummaryList
    let jobs: [Count]
    let deadCount: String?
    let nextDue: String
    let now: String

    init(_ snapshot: SystemSnapshot, for role: AccountRole, _ words: PageWords) {
        let dead = snapshot.jobs[.dead] ?? 0
        let mayOpenJobs = role >= Section.jobs.leastRole
        incidents = IncidentStatus.allCases.map {
            Count(
                name: words("status.\($0.rawValue)"),
                count: String(snapshot.incidents[$0] ?? 0), path: nil)
        }
        takedowns = TakedownState.allCases.map {
            Count(
                name: words("takedown.\($0.rawValue)"),
                count: String(snapshot.takedowns.counts[$0] ?? 0),
                path: CaseworkPath.takedowns(in: $0))
        }
        figures = Self.figures(snapshot.takedowns, words)
        jobs = JobState.allCases.map {
            Count(
                name: words("job.\($0.rawValue)"), count: String(snapshot.jobs[$0] ?? 0),
                path: mayOpenJobs ? "/jobs?state=\($0.rawValue)" : nil)
        }
        deadCount = dead == 0 ? nil : words("system.dead", ["count": String(dead)])
        nextDue = snapshot.nextDue.map(words.moment) ?? words("system.nothingDue")
        now = words.moment(words.now) + " " + words.zoneName(at: words.now)
    }

    private static func figures(
        _ statistics: TakedownStatistics, _ words: PageWords
    ) -> SummaryList {
        let median = statistics.removal.median.map { median in
            let hours = Int((median.inSeconds / 3_600).rounded())
            return hours < 48
                ? words("age.hours", ["count": String(hours)])
                : words("age.days", ["count": String(hours / 24)])
        }
        return SummaryList(
            "system.",
            [
                ("noticesSent", String(statistics.noticesSent)),
                ("removed", String(statistics.removal.count)),
                ("medianRemoval", median ?? "–"),
            ], words)
    }
}
