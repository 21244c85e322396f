// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import CaseworkParts
import Incidents
import Intake
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// Where a supervisor asks for a report to be erased: somebody wrote to the hotline, and now it is
/// to be decided whether what they said is destroyed.
struct AskErasurePage {
    let crumbs: Crumbs
    let facts: SummaryList
    /// What ends with it: removals that are under way.
    let ending: Banner?
    let action: String
    let causes: ChoiceField
    let send: Button
    let cancelPath: String

    init(_ snapshot: ErasureReading.Subject, _ errors: ErrorSummary?, _ words: PageWords) {
        let path = CaseworkPath.incident(snapshot.incident.id)
        crumbs = Crumbs([
            Link("/", words("section.queue")),
            Link(path, "\(words("incident.title")) \(snapshot.incident.number)"),
        ])
        facts = SummaryList([
            SummaryList.Row(words("fact.receipt"), snapshot.report.number),
            SummaryList.Row(words("fact.created"), words.moment(snapshot.report.receivedAt)),
            SummaryList.Row(
                words("erasure.incidents"), snapshot.incidentNumbers.joined(separator: ", ")),
        ])
        ending = Banner(snapshot.ending, words)
        action = "\(path)/erasure"
        causes = ChoiceField(
            "cause", legend: words("erasure.why"), error: errors?.text(at: Self.firstChoice),
            Erasure.Cause.allCases.map {
                ChoiceField.Option(
                    id: "cause-\($0.rawValue)", value: $0.rawValue,
                    words("erasureCause.\($0.rawValue)"))
            })
        send = Button(words("erasure.ask"), tone: .grave)
        cancelPath = path
    }

    static let firstChoice = "cause-\(Erasure.Cause.allCases[0].rawValue)"
}

/// What waits for a second supervisor.
struct ErasuresPage {
    struct Row {
        let path: String
        let title: String
        let facts: SummaryList
        /// What ends with it: removals that are under way.
        let ending: Banner?
        /// `nil` for who asked.
        let confirm: Button?
        let refusals: SelectField
        let refuse: Button
    }

    let rows: [Row]
    let empty: EmptyState?
    let paging: Paging?

    init(
        _ read: ErasureReading.Waiting, for account: AccountID, isContinued: Bool,
        _ words: PageWords
    ) {
        rows = read.subjects.rows.map { Row($0, read, for: account, words) }
        empty =
            rows.isEmpty
            ? EmptyState(title: words("erasure.empty"), text: words("erasure.emptyText")) : nil
        paging = Paging(
            first: isContinued ? ErasurePath.all : nil,
            next: read.subjects.last.map { "\(ErasurePath.all)?after=\($0.erasure.id)" })
    }
}

extension ErasuresPage.Row {
    fileprivate init(
        _ subject: ErasureReading.Asked, _ read: ErasureReading.Waiting, for account: AccountID,
        _ words: PageWords
    ) {
        let erasure = subject.erasure
        let number = subject.report.number
        path = "\(ErasurePath.all)/\(erasure.id)"
        title = words("erasure.of", ["number": number])
        let incidents = subject.incidents.map(\.number).joined(separator: ", ")
        let first = subject.incidents.first.map {
            Link(CaseworkPath.incident($0.id), words("erasure.open"), hiddenText: $0.number)
        }
        facts = SummaryList([
            SummaryList.Row(words("fact.created"), words.moment(subject.report.receivedAt)),
            SummaryList.Row(words("erasure.incidents"), incidents, changeLink: first),
            SummaryList.Row(
                words("erasure.why"), words("erasureCause.\(erasure.cause.rawValue)")),
            SummaryList.Row(
                words("erasure.askedBy"), words.actor(erasure.askedBy, among: read.people)),
            SummaryList.Row(words("erasure.askedAt"), words.moment(erasure.askedAt)),
        ])
        ending = Banner(subject.ending, words)
        confirm =
            erasure.askedBy == .account(account)
            ? nil : Button(words("erasure.confirm"), hiddenText: number, tone: .grave)
        refusals = SelectField(
            "refusal-\(erasure.id)", label: words("erasure.whyNot"), name: "refusal",
            Erasure.Refusal.allCases.map {
                .init($0.rawValue, words("erasureCause.\($0.rawValue)"))
            })
        refuse = Button(words("erasure.refuse"), hiddenText: number, tone: .quiet)
    }
}

extension Banner {
    /// `nil` when no removal ends.
    fileprivate init?(_ ending: ErasureReading.Ending, _ words: PageWords) {
        guard ending.openCount > 0 else { return nil }
        let count = words("erasure.ending", ["count": String(ending.openCount)])
        let held = words("erasure.held", ["count": String(ending.heldCount)])
        self.init(.wait, ending.heldCount > 0 ? "\(count). \(held)" : count)
    }
}
