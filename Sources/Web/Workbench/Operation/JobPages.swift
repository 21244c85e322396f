// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Hummingbird
import Intake
import JobQueue
import NightlightCore
import Storage
import WebSupport

struct JobsPage {
    struct Row {
        let id: String
        let kind: String
        let state: String
        let stateTag: String
        let attempt: String
        let error: String?
        let changed: String
        let canRetry: Bool
    }

    let states: [FilterOption]
    let rows: [Row]
    let isEmpty: Bool
    let nextPath: String?
}

struct SystemPage {
    struct Count {
        let name: String
        let count: String
    }

    let incidents: [Count]
    let jobs: [Count]
    let deadCount: String?
    let nextDue: String
    let now: String
}

extension Workbench {
    /// LIMIT: 50 jobs on a page.
    private static let jobRowsMax = 50

    func listJobs(_ visit: Visit) async throws -> Response {
        let text = visit.request.query("state") ?? "dead"
        let state = JobState(rawValue: text)
        let before = visit.request.query("before").flatMap { Job.ID($0) }
        let jobs = try await services.jobs.list(
            state: state, kind: nil, limit: Self.jobRowsMax, before: before)
        let phrases = renderer.phrases(visit.language)
        let options =
            JobState.allCases.map {
                FilterOption(
                    value: $0.rawValue, text: phrases("job.\($0.rawValue)"),
                    isSelected: $0 == state)
            } + [FilterOption(value: "all", text: phrases("queue.all"), isSelected: state == nil)]
        let rows = jobs.map { job in
            JobsPage.Row(
                id: job.id.text, kind: job.kind.rawValue,
                state: phrases("job.\(job.state.rawValue)"),
                stateTag: job.state == .dead ? "bad" : job.state == .done ? "good" : "wait",
                attempt: String(job.attempt), error: job.lastErrorCode,
                changed: timeText.moment(job.changedAt, visit.language),
                canRetry: job.state == .dead)
        }
        let last = jobs.count == Self.jobRowsMax ? jobs.last : nil
        let page = JobsPage(
            states: options, rows: rows, isEmpty: rows.isEmpty,
            nextPath: last.map { "/jobs?state=\(state?.rawValue ?? "all")&before=\($0.id)" })
        return try render("Pages/jobs", page, visit, section: .jobs)
    }

    /// Puts a dead job back into the queue, for a person who has removed its cause.
    func retryJob(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(Job.self)
        let actor = try visit.actor
        guard try await services.jobs.job(id)?.state == .dead else { throw WebError.notFound }
        try await services.jobs.retry(id)
        let event = AuditEvent(
            kind: "job.retried", actor: actor, subject: "job:\(id)", facts: [:], at: time.now())
        let audit = services.audit
        _ = try await services.database.write { try audit.record(event, in: $0) }
        return .seeOther("/jobs?done=job-retried")
    }

    func showSystem(_ visit: Visit) async throws -> Response {
        let phrases = renderer.phrases(visit.language)
        let incidents = try await services.database.read { try IncidentStore().counts(in: $0) }
        let jobs = try await services.jobs.counts()
        let due = try await services.jobs.nextDue()
        var perState: [JobState: Int] = [:]
        for count in jobs { perState[count.state, default: 0] += count.count }
        let dead = perState[.dead] ?? 0
        let page = SystemPage(
            incidents: IncidentStatus.allCases.map {
                SystemPage.Count(
                    name: phrases("status.\($0.rawValue)"), count: String(incidents[$0] ?? 0))
            },
            jobs: JobState.allCases.map {
                SystemPage.Count(
                    name: phrases("job.\($0.rawValue)"), count: String(perState[$0] ?? 0))
            },
            deadCount: dead == 0 ? nil : phrases("system.dead", ["count": String(dead)]),
            nextDue: due.map { timeText.moment($0, visit.language) }
                ?? phrases("system.nothingDue"),
            now: timeText.moment(time.now(), visit.language) + " "
                + timeText.zoneName(at: time.now()))
        return try render("Pages/system", page, visit, section: .system)
    }
}
