// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Hummingbird
import JobQueue
import NightlightCore
import Storage
import WebSupport
import WorkbenchShell

extension OperationPages {
    func showSystem(_ request: StaffRequest) async throws -> Response {
        let snapshot = try await services.database.read { [services] in
            try SystemSnapshot(services.jobs, services.takedowns, in: $0)
        }
        let page = SystemPage(
            snapshot, for: try request.account.role, printer.words(for: request))
        return try printer.page("Pages/system", page, for: request, in: .system)
    }

    func listJobs(_ request: StaffRequest) async throws -> Response {
        // What was given up is what a person looks for; "all" is asked for by name.
        let state = JobState(rawValue: request.query("state") ?? JobState.dead.rawValue)
        let before = request.query("before").flatMap { Job.ID($0) }
        let snapshot = try await services.database.read { [services] in
            try JobsSnapshot(services.jobs, in: state, before: before, $0)
        }
        let page = JobsPage(
            snapshot, in: state, isContinued: before != nil, printer.words(for: request))
        return try printer.page("Pages/jobs", page, for: request, in: .jobs)
    }

    /// Puts a dead job back into the queue, for a person who has removed its cause.
    func retryJob(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Job.ID.self)
        let event = AuditEvent(
            kind: .jobRetried, actor: try request.actor, subject: .job(id),
            at: services.time.now())
        do {
            try await services.database.write { [services] transaction in
                try services.jobs.retry(id, in: transaction)
                try services.audit.record(event, in: transaction)
            }
            return .done(.seeOther("/jobs", done: Done.retried))
        } catch JobError.notDead {
            return .unchanged(.seeOther("/jobs", done: Done.notDead))
        } catch JobError.notFound {
            throw WebError.notFound
        }
    }
}
