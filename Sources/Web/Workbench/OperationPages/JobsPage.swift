// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import JobQueue
import NightlightCore
import WebComponents
import WorkbenchShell

/// A list of jobs, newest first.
struct JobsPage {
    // LIMIT: 50 jobs on a page.
    static let rowsMax = 50

    let states: Navigation
    let table: DataTable

    init(_ snapshot: JobsSnapshot, in state: JobState?, isContinued: Bool, _ words: PageWords) {
        let numbers = NumberText(words.language)
        // What a person must act on comes first, and what is only a record last.
        let others = JobState.allCases.filter { $0 != .dead }
        let choices: [JobState?] = [.dead] + others + [nil]
        states = Navigation(
            label: words("list.state"),
            choices.map { choice in
                Navigation.Item(
                    Self.path(choice), words(choice.map { "job.\($0.rawValue)" } ?? "list.all"),
                    count: choice.map { numbers.text(snapshot.counts[$0] ?? 0) },
                    isCurrent: choice == state)
            })
        table = DataTable(
            caption: words("section.jobs"),
            [
                .init(words("jobs.kind")), .init(words("list.state")),
                .init(words("jobs.attempt"), isNumber: true), .init(words("jobs.error")),
                .init(words("jobs.changed")), .init(words("jobs.due")),
            ], snapshot.jobs.rows.map { DataTable.Row($0, words) },
            empty: Self.empty(state, isContinued: isContinued, words),
            paging: Paging(
                first: isContinued ? Self.path(state) : nil,
                next: snapshot.jobs.last.map { "\(Self.path(state))&before=\($0.id)" }))
    }

    static func path(_ state: JobState?) -> String { "/jobs?state=\(state?.rawValue ?? "all")" }

    /// Nothing given up is what one hopes for; nothing of another kind leads to all there are.
    private static func empty(
        _ state: JobState?, isContinued: Bool, _ words: PageWords
    ) -> EmptyState {
        state == .dead
            ? EmptyState(
                title: words("jobs.noneDeadTitle"), text: words("jobs.noneDeadText"),
                action: Link(Section.system.path, words("jobs.toSystem")))
            : EmptyState(
                title: words("jobs.emptyTitle"), text: words("jobs.emptyText"),
                action: state == nil && !isContinued
                    ? nil : Link(path(nil), words("jobs.toAll")))
    }
}

extension DataTable.Row {
    fileprivate init(_ job: Job, _ words: PageWords) {
        let kind = words.ifAny("jobKind.\(job.kind.rawValue)") ?? job.kind.rawValue
        let changed = words.moment(job.changedAt)
        self.init(
            [
                .init(kind, note: job.kind.rawValue),
                .init("", tags: [Tag(job.state, words)]), .init(String(job.attempt)),
                .init(job.lastErrorCode.map(words.code) ?? "", note: job.lastErrorCode),
                .init(words.age(since: job.changedAt), note: changed),
                .init(job.availableAt.map(words.moment) ?? ""),
            ],
            buttons: job.state.allows(.retried)
                ? [
                    Button(
                        words("jobs.retry"), hiddenText: "\(kind), \(changed)", tone: .quiet,
                        isSmall: true, formAction: "/jobs/\(job.id)/retry")
                ] : [])
    }
}

extension Tag {
    init(_ state: JobState, _ words: PageWords) {
        let tone: Tone =
            switch state {
            case .dead: .bad
            case .done: .good
            case .waiting, .running: .wait
            }
        self.init(words("job.\(state.rawValue)"), tone)
    }
}
