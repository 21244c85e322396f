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
    /// What waits for a person who may do something about it.
    let dead: Banner?
    let figures: Statistics
    let incidents: BarChart
    let takedowns: BarChart
    let jobs: BarChart
    let shownAt: String

    init(_ snapshot: SystemSnapshot, for role: AccountRole, _ words: PageWords) {
        let mayOpenJobs = role >= Section.jobs.leastRole
        figures = Self.figures(snapshot, words)
        incidents = Self.chart(
            "system.incidents",
            IncidentStatus.allCases.map {
                (words("status.\($0.rawValue)"), snapshot.incidents[$0] ?? 0, nil)
            }, words)
        takedowns = Self.chart(
            "system.takedowns",
            TakedownState.allCases.map {
                (
                    words("takedown.\($0.rawValue)"), snapshot.takedowns.counts[$0] ?? 0,
                    CaseworkPath.takedowns(in: $0)
                )
            }, words)
        jobs = Self.chart(
            "section.jobs",
            JobState.allCases.map {
                (
                    words("job.\($0.rawValue)"), snapshot.jobs[$0] ?? 0,
                    mayOpenJobs ? JobsPage.path($0) : nil
                )
            }, words)
        dead = Self.banner(snapshot.jobs[.dead] ?? 0, mayOpenJobs: mayOpenJobs, words)
        shownAt = Self.shownAt(nextDue: snapshot.nextDue, words)
    }

    /// As of when this is, and when the platform goes on by itself.
    private static func shownAt(nextDue: Timestamp?, _ words: PageWords) -> String {
        let now = words(
            "system.shownAt",
            ["time": words.moment(words.now), "zone": words.zoneName(at: words.now)])
        guard let nextDue else { return "\(now) · \(words("system.nothingDue"))" }
        let next = nextDue <= words.now ? words("system.dueNow") : words.moment(nextDue)
        return "\(now) · " + words("system.nextDue", ["time": next])
    }

    private static func banner(_ count: Int, mayOpenJobs: Bool, _ words: PageWords) -> Banner? {
        guard count > 0 else { return nil }
        let text = words("system.dead", ["count": NumberText(words.language).text(count)])
        return mayOpenJobs
            ? Banner(.bad, text, link: Link(JobsPage.path(.dead), words("system.openDead")))
            : Banner(.bad, text + " " + words("system.tellSupervisor"))
    }

    private static func chart(
        _ title: String, _ counts: [(name: String, count: Int, path: String?)], _ words: PageWords
    ) -> BarChart {
        let total = NumberText(words.language).text(counts.map(\.count).reduce(0, +))
        return BarChart(
            ChartText(
                title: words(title), summary: words("system.total", ["count": total]),
                language: words.language, phrases: words.phrases),
            counts.map { BarChart.Item($0.name, Double($0.count), path: $0.path) })
    }

    private static func figures(_ snapshot: SystemSnapshot, _ words: PageWords) -> Statistics {
        let numbers = NumberText(words.language)
        let takedowns = snapshot.takedowns
        let median = takedowns.removal.median.map { median in
            let hours = Int((median.inSeconds / 3_600).rounded())
            return hours < 48
                ? words("age.hours", ["count": String(hours)])
                : words("age.days", ["count": String(hours / 24)])
        }
        return Statistics([
            .init(words("system.noticesSent"), numbers.text(takedowns.noticesSent)),
            .init(words("system.removed"), numbers.text(takedowns.removal.count)),
            .init(words("system.medianRemoval"), median ?? "–"),
        ])
    }
}
