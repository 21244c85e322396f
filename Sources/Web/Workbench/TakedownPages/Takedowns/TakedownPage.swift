// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import CaseworkParts
import Incidents
import NightlightCore
import Takedown
import WebComponents
import WebSupport
import WorkbenchShell

/// One takedown with its rechecks and notices, and what can be done about it.
struct TakedownPage {
    let crumbs: Crumbs
    let title: String
    let id: String
    let state: Tag
    /// What the state means, and what somebody has to do.
    let meaning: String
    let facts: SummaryList
    /// `nil` when no other incident waits for it.
    let others: Others?
    let contactForm: ContactForm?
    let acts: Acts?
    /// `nil` when none was written.
    let notices: DataTable?
    /// `nil` when there was none.
    let rechecks: Timeline?

    init(
        _ snapshot: TakedownSnapshot, for role: AccountRole, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let takedown = snapshot.takedown
        let state = takedown.progress.state
        crumbs = Crumbs([
            Link(TakedownListRequest.all, words("section.takedowns")),
            Link(
                CaseworkPath.incident(takedown.incidentID),
                words("takedowns.incident", ["number": snapshot.incidentNumber])),
        ])
        title = snapshot.title(words)
        id = takedown.id.text
        self.state = Tag(state, words)
        meaning = words("takedownMeaning.\(state.rawValue)")
        facts = SummaryList("takedownFact.", Self.facts(snapshot, words), words)
        others = snapshot.others.isEmpty ? nil : Others(snapshot, words)
        contactForm =
            state == .failed && role >= .supervisor ? ContactForm(form, errors, words) : nil
        acts = Self.acts(takedown, for: role, words)
        notices = DataTable(
            notices: snapshot.details.notices.reversed(), caption: words("section.notices"),
            words)
        rechecks =
            snapshot.details.rechecks.isEmpty
            ? nil
            : Timeline(
                snapshot.details.rechecks.map {
                    Timeline.Event(
                        words.code($0.detail), at: words.moment($0.checkedAt),
                        tag: Tag($0.finding, words))
                })
    }

    private static func facts(
        _ snapshot: TakedownSnapshot, _ words: PageWords
    ) -> [(name: String, value: String?)] {
        let takedown = snapshot.takedown
        let progress = takedown.progress
        return [
            ("turn", words("takedownTurn.\(progress.state.rawValue)")),
            ("contact", snapshot.details.contact.map { "\($0.name) (\($0.email))" }),
            ("upstream", snapshot.details.upstream.map { "\($0.name) (\($0.email))" }),
            ("address", words.address(snapshot.addressNumber)),
            ("server", takedown.serverAddress), ("country", takedown.country.map(words.country)),
            ("firstNotice", progress.firstNoticeAt.map(words.moment)),
            ("lastNotice", progress.lastNoticeAt.map(words.moment)),
            ("nextRecheck", snapshot.nextRecheck.map(words.moment)),
            ("gone", progress.firstGoneAt.map(words.moment)),
            ("round", takedown.round > 1 ? String(takedown.round) : nil),
        ]
    }

    /// What is given up asks once more; everything else is done at once and can be undone.
    private static func acts(
        _ takedown: Takedown, for role: AccountRole, _ words: PageWords
    ) -> Acts? {
        let moves = TakedownMove.allCases.filter {
            role >= $0.leastRole && $0.isPossible(from: takedown.progress.state)
        }
        return Acts(
            words("list.acts"),
            moves.map { move in
                let title = words("move.\(move.rawValue).action")
                let hint = words("move.\(move.rawValue).hint")
                if move == .withdraw {
                    return Act(title, hint, link: Link(takedown.withdrawalPath, title))
                }
                return Act(
                    title, hint,
                    action: "\(CaseworkPath.takedowns(of: takedown.incidentID))/\(move.rawValue)",
                    hidden: takedown.moveFields,
                    button: Button(title, tone: move == .confirm ? .main : .quiet))
            })
    }
}

extension TakedownPage {
    /// The other incidents that name the same address: one takedown serves them all.
    struct Others {
        let title: String
        let links: [Link]
        /// `nil` when all are named.
        let more: String?

        init(_ snapshot: TakedownSnapshot, _ words: PageWords) {
            let count = snapshot.details.waitingCount - 1
            title = words("takedowns.othersTitle")
            links = snapshot.others.map { Link(CaseworkPath.incident($0.id), $0.number) }
            more =
                count > links.count
                ? words("takedowns.moreOthers", ["count": String(count - links.count)]) : nil
        }
    }
}

extension TakedownSnapshot {
    /// Who is asked, so that one takedown is told from another.
    func title(_ words: PageWords) -> String {
        details.contact.map { words("takedowns.at", ["host": $0.name]) }
            ?? words("takedowns.title")
    }
}

extension Takedown {
    /// Where the page is that asks whether to give it up.
    var withdrawalPath: String { "\(CaseworkPath.takedown(id))/withdraw" }

    /// What a form says that moves this one and comes back to its page.
    var moveFields: [HiddenField] {
        [.init("takedown", id.text), .init("single", "1")]
    }
}

/// The form that names who can be written to.
struct ContactForm {
    let name: TextField
    let email: TextField
    let language: SelectField

    init(_ form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        name = TextField(
            "name", label: words("takedowns.contactName"), value: form["name"],
            error: errors?.text(at: "name"), lengthMax: AccountLimits.providerNameLengthMax)
        email = TextField(
            "email", label: words("takedowns.contactEmail"), value: form["email"],
            error: errors?.text(at: "email"), inputMode: "email",
            lengthMax: AccountLimits.emailBytesMax)
        language = SelectField(
            languages: "language", label: words("list.language"),
            selected: Language(rawValue: form["language"]) ?? words.language)
    }
}
