// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Hummingbird
import JobQueue
import NightlightCore
import Storage
import WebSupport

struct JobsPage {
    struct Row {
        let id: String
        let kind: String
        let code: String
        let state: Tag
        let attempt: String
        let error: String?
        let errorCode: String?
        let changed: String
        let due: String
        let canRetry: Bool
    }

    let states: Choices
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging
}

extension Workbench {
    /// LIMIT: 50 jobs on a page.
    private static let jobRowsMax = 50

    func listJobs(_ request: StaffRequest) async throws -> Response {
        // What was given up is what a person looks for; "all" is asked for by name.
        let text = request.query("state") ?? JobState.dead.rawValue
        let state = JobState(rawValue: text)
        let before = request.query("before").flatMap { Job.ID($0) }
        let jobs = try await services.jobs.list(
            state: state, kind: nil, limit: Self.jobRowsMax, before: before)
        let phrases = renderer.phrases(request.language)
        var query = QueryText()
        query.add("state", state?.rawValue ?? "all")
        let last = jobs.count == Self.jobRowsMax ? jobs.last : nil
        let page = JobsPage(
            states: states(selected: state, phrases),
            rows: jobs.map { row($0, phrases, request.language) }, isEmpty: jobs.isEmpty,
            paging: Paging(
                first: before == nil ? nil : query.path("/jobs"),
                next: last.map { query.path("/jobs", adding: "before", $0.id.text) }))
        return try render("Pages/jobs", page, request, section: .jobs)
    }

    private func states(selected: JobState?, _ phrases: Phrases) -> Choices {
        Choices(
            name: "state", label: phrases("jobs.state"),
            options: JobState.allCases.reversed().map {
                Choice(
                    value: $0.rawValue, text: phrases("job.\($0.rawValue)"),
                    isSelected: $0 == selected)
            } + [Choice(value: "all", text: phrases("list.all"), isSelected: selected == nil)])
    }

    private func row(_ job: Job, _ phrases: Phrases, _ language: Language) -> JobsPage.Row {
        let key = "jobKind.\(job.kind.rawValue)"
        let kind = phrases(key)
        return JobsPage.Row(
            id: job.id.text, kind: kind == key ? job.kind.rawValue : kind,
            code: job.kind.rawValue, state: Tag(job.state, phrases),
            attempt: String(job.attempt),
            error: job.lastErrorCode.map { CodeText(phrases: phrases).text($0) },
            errorCode: job.lastErrorCode, changed: timeText.moment(job.changedAt, language),
            due: job.availableAt.map { timeText.moment($0, language) } ?? "–",
            canRetry: job.state.allows(.retried))
    }

    /// Puts a dead job back into the queue, for a person who has removed its cause.
    func retryJob(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Job.self)
        let event = AuditEvent(
            kind: "job.retried", actor: try request.actor, subject: "job:\(id)", at: time.now())
        let (jobs, audit) = (services.jobs, services.audit)
        do {
            try await services.database.write { transaction in
                try jobs.retry(id, in: transaction)
                try audit.record(event, in: transaction)
            }
            return .done(.seeOther("/jobs?done=job-retried"))
        } catch JobError.notDead {
            return .unchanged(.seeOther("/jobs?done=job-not-dead"))
        } catch JobError.notFound {
            throw WebError.notFound
        }
    }
}
