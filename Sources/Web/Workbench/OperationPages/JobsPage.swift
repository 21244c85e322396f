// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import JobQueue
import NightlightCore
import WebComponents
import WorkbenchShell

/// A list of jobs, newest first.
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

    // LIMIT: 50 jobs on a page.
    static let rowsMax = 50

    let states: SelectField
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?

    init(_ jobs: [Job], in state: JobState?, isContinued: Bool, _ words: PageWords) {
        var query = QueryText()
        query.add("state", state?.rawValue ?? "all")
        let last = jobs.count == Self.rowsMax ? jobs.last : nil
        states = SelectField(
            "state", label: words("list.state"),
            JobState.allCases.reversed().map {
                SelectField.Option(
                    $0.rawValue, words("job.\($0.rawValue)"), isSelected: $0 == state)
            } + [SelectField.Option("all", words("list.all"), isSelected: state == nil)])
        rows = jobs.map { Row($0, words) }
        isEmpty = jobs.isEmpty
        paging = Paging(
            first: isContinued ? query.path("/jobs") : nil,
            next: last.map { query.path("/jobs", adding: "before", $0.id.text) })
    }
}

extension JobsPage.Row {
    init(_ job: Job, _ words: PageWords) {
        id = job.id.text
        kind = words.ifAny("jobKind.\(job.kind.rawValue)") ?? job.kind.rawValue
        code = job.kind.rawValue
        state = Tag(job.state, words)
        attempt = String(job.attempt)
        error = job.lastErrorCode.map(words.code)
        errorCode = job.lastErrorCode
        changed = words.moment(job.changedAt)
        due = job.availableAt.map(words.moment) ?? "–"
        canRetry = job.state.allows(.retried)
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
