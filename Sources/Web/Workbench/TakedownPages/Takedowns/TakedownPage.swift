// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import CaseworkParts
import NightlightCore
import Takedown
import WebComponents
import WebSupport
import WorkbenchShell

/// One takedown with its looks and notices, and what can be done about it.
struct TakedownPage {
    struct Look {
        let finding: Tag
        let detail: String
        let at: String
    }

    let incidentPath: String
    let incident: String
    let incidentID: String
    let id: String
    let state: Tag
    /// What the state means, and what somebody has to do.
    let meaning: String
    let facts: SummaryList
    let looks: [Look]
    let notices: [NoticeLine]
    let actions: [MoveButton]
    let contactForm: ContactForm?

    init(
        _ snapshot: TakedownSnapshot, for role: AccountRole, _ form: Form,
        _ errors: ErrorSummary?, _ words: PageWords
    ) {
        let takedown = snapshot.takedown
        let state = takedown.progress.state
        incidentPath = CaseworkPath.incident(takedown.incidentID)
        incident = snapshot.incidentNumber
        incidentID = takedown.incidentID.text
        id = takedown.id.text
        self.state = Tag(state, words)
        meaning = words("takedownMeaning.\(state.rawValue)")
        facts = Self.facts(snapshot, words)
        looks = snapshot.details.checks.map {
            Look(
                finding: Tag($0.finding, words), detail: words.code($0.detail),
                at: words.moment($0.checkedAt))
        }
        notices = snapshot.details.notices.reversed().map { NoticeLine($0, words) }
        actions = MoveButton.possible(
            [state], for: role, path: CaseworkPath.takedowns(of: takedown.incidentID), words)
        contactForm =
            state == .failed && role >= .supervisor ? ContactForm(form, errors, words) : nil
    }

    private static func facts(_ snapshot: TakedownSnapshot, _ words: PageWords) -> SummaryList {
        let takedown = snapshot.takedown
        let progress = takedown.progress
        return SummaryList(
            "takedownFact.",
            [
                ("address", words.address(snapshot.addressNumber)),
                ("server", takedown.serverAddress),
                ("country", takedown.country.map(words.country)),
                ("contact", snapshot.details.contact.map { "\($0.name) (\($0.email))" }),
                ("upstream", snapshot.details.upstream.map { "\($0.name) (\($0.email))" }),
                ("firstNotice", progress.firstNoticeAt.map(words.moment)),
                ("lastNotice", progress.lastNoticeAt.map(words.moment)),
                ("nextLook", snapshot.nextLook.map(words.moment)),
                ("gone", progress.firstGoneAt.map(words.moment)),
                ("round", takedown.round > 1 ? String(takedown.round) : nil),
            ], words)
    }
}

/// The form that names who can be written to.
struct ContactForm {
    let name: String
    let email: String
    let languages: SelectField
    let nameError: String?
    let emailError: String?

    init(_ form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        name = form["name"]
        email = form["email"]
        languages = SelectField(
            languages: "language", label: words("list.language"),
            selected: Language(rawValue: form["language"]))
        nameError = errors?.text(at: "name")
        emailError = errors?.text(at: "email")
    }
}
