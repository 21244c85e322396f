// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import Incidents
import JobQueue
import NightlightCore
import Storage
import Takedown
import WebSupport

struct SystemPage {
    struct Count {
        let name: String
        let count: String
        let path: String?
    }

    let incidents: [Count]
    let takedowns: [Count]
    let figures: [Fact]
    let jobs: [Count]
    let deadCount: String?
    let nextDue: String
    let now: String
}

extension Workbench {
    func showSystem(_ request: StaffRequest) async throws -> Response {
        let phrases = renderer.phrases(request.language)
        let incidents = try await services.database.read { try IncidentStore().counts(in: $0) }
        let statistics = try await services.takedowns.statistics()
        let counts = try await services.jobs.counts()
        let due = try await services.jobs.nextDue()
        var jobs: [JobState: Int] = [:]
        for count in counts { jobs[count.state, default: 0] += count.count }
        let dead = jobs[.dead] ?? 0
        let mayOpenJobs = try request.account.role >= Section.jobs.leastRole
        let now = time.now()
        let page = SystemPage(
            incidents: IncidentStatus.allCases.map {
                SystemPage.Count(
                    name: phrases("status.\($0.rawValue)"), count: String(incidents[$0] ?? 0),
                    path: nil)
            },
            takedowns: TakedownState.allCases.map {
                SystemPage.Count(
                    name: phrases("takedown.\($0.rawValue)"),
                    count: String(statistics.counts[$0] ?? 0),
                    path: "/takedowns?state=\($0.rawValue)")
            },
            figures: figures(statistics, phrases),
            jobs: JobState.allCases.map {
                SystemPage.Count(
                    name: phrases("job.\($0.rawValue)"), count: String(jobs[$0] ?? 0),
                    path: mayOpenJobs ? "/jobs?state=\($0.rawValue)" : nil)
            },
            deadCount: dead == 0 ? nil : phrases("system.dead", ["count": String(dead)]),
            nextDue: due.map { timeText.moment($0, request.language) }
                ?? phrases("system.nothingDue"),
            now: timeText.moment(now, request.language) + " " + timeText.zoneName(at: now))
        return try render("Pages/system", page, request, section: .system)
    }

    private func figures(_ statistics: TakedownStatistics, _ phrases: Phrases) -> [Fact] {
        let median = statistics.removal.median.map { median in
            let hours = Int((median.inSeconds / 3_600).rounded())
            return hours < 48
                ? phrases("age.hours", ["count": String(hours)])
                : phrases("age.days", ["count": String(hours / 24)])
        }
        return [
            Fact(name: phrases("system.noticesSent"), value: String(statistics.noticesSent)),
            Fact(name: phrases("system.removed"), value: String(statistics.removal.count)),
            Fact(name: phrases("system.medianRemoval"), value: median ?? "–"),
        ]
    }
}
