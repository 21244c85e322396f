// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import Takedown
import WebSupport

struct TakedownsPage {
    struct Row {
        let path: String
        let incident: String
        let state: Tag
        let contact: String
        let country: String
        let since: String
    }

    let states: Choices
    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging
}

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
    let facts: [Fact]
    let looks: [Look]
    let notices: [NoticeLine]
    let actions: [MoveButton]
    let contactForm: ContactForm?
}

/// The form that names who can be written to.
struct ContactForm {
    let name: String
    let email: String
    let languages: Choices
    let nameError: String?
    let emailError: String?
}

extension Workbench {
    /// LIMIT: 50 rows on a page of any list of takedowns or notices.
    static let listRowsMax = 50

    func listTakedowns(_ request: StaffRequest) async throws -> Response {
        let phrases = renderer.phrases(request.language)
        let state = request.query("state").flatMap(TakedownState.init(rawValue:))
        let before = request.query("before").flatMap { Takedown.ID($0) }
        let rows = try await services.takedowns.list(
            TakedownFilter(state: state), before: before, limit: Self.listRowsMax)
        let countries = CountryText(language: request.language)
        var query = QueryText()
        query.add("state", state?.rawValue)
        let last = rows.count == Self.listRowsMax ? rows.last : nil
        let page = TakedownsPage(
            states: Choices(filter: "state", "takedown", state, phrases),
            rows: rows.map { row in
                TakedownsPage.Row(
                    path: "/takedowns/\(row.takedown.id)", incident: row.incidentNumber,
                    state: Tag(row.takedown.progress.state, phrases),
                    contact: row.contactName ?? phrases("takedowns.nobody"),
                    country: row.takedown.country.map(countries.name)
                        ?? phrases("incident.unknown"),
                    since: age(since: row.takedown.createdAt, phrases))
            },
            isEmpty: rows.isEmpty,
            paging: Paging(
                first: before == nil ? nil : query.path("/takedowns"),
                next: last.map {
                    query.path("/takedowns", adding: "before", $0.takedown.id.text)
                }))
        return try render("Pages/takedowns", page, request, section: .takedowns)
    }

    func showTakedown(_ request: StaffRequest) async throws -> Outcome {
        .done(try await takedownPage(request.identifier(Takedown.self), request))
    }

    private func takedownPage(
        _ id: Takedown.ID, _ request: StaffRequest, errors: ErrorSummary? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        guard let details = try await services.takedowns.details(of: id) else {
            throw WebError.notFound
        }
        let takedown = details.takedown
        // The view is recorded as one of the incident, which it is a part of.
        let file = try await open(takedown.incidentID, revealing: .nothing, for: request)
        let phrases = renderer.phrases(request.language)
        let view = IncidentView(
            file: file, phrases: phrases, language: request.language, timeText: timeText)
        let role = try request.account.role
        let state = takedown.progress.state
        let page = TakedownPage(
            incidentPath: "/incidents/\(takedown.incidentID)", incident: file.incident.number,
            incidentID: takedown.incidentID.text, id: id.text, state: Tag(state, phrases),
            meaning: phrases("takedownMeaning.\(state.rawValue)"),
            facts: facts(details, view),
            looks: details.checks.map {
                TakedownPage.Look(
                    finding: Tag($0.finding, phrases),
                    detail: CodeText(phrases: phrases).text($0.detail), at: view.at($0.checkedAt))
            },
            notices: details.notices.reversed().map {
                NoticeLine($0, phrases, at: view.at($0.sentAt ?? $0.composedAt))
            },
            actions: MoveButton.possible(
                [state], for: role, path: "/incidents/\(takedown.incidentID)/takedowns", phrases),
            contactForm: state == .failed && role >= .supervisor
                ? contactForm(request, phrases, errors) : nil)
        return try render(
            "Pages/takedown", page, request, section: .takedowns, path: "/takedowns/\(id)",
            errors: errors, status: status)
    }

    private func facts(_ details: TakedownDetails, _ view: IncidentView) -> [Fact] {
        let takedown = details.takedown
        let progress = takedown.progress
        let countries = CountryText(language: view.language)
        let facts: [(String, String?)] = [
            ("address", view.title(of: takedown.locatorID)),
            ("server", takedown.serverAddress), ("country", takedown.country.map(countries.name)),
            ("contact", details.contact.map { "\($0.name) (\($0.email))" }),
            ("upstream", details.upstream.map { "\($0.name) (\($0.email))" }),
            ("firstNotice", progress.firstNoticeAt.map(view.at)),
            ("lastNotice", progress.lastNoticeAt.map(view.at)),
            ("nextLook", view.file.nextLooks[takedown.id].map(view.at)),
            ("gone", progress.firstGoneAt.map(view.at)),
            ("round", takedown.round > 1 ? String(takedown.round) : nil),
        ]
        return facts.compactMap { name, value in
            value.map { Fact(name: view.phrases("takedownFact.\(name)"), value: $0) }
        }
    }

    private func contactForm(
        _ request: StaffRequest, _ phrases: Phrases, _ errors: ErrorSummary?
    ) -> ContactForm {
        ContactForm(
            name: request.form["name"], email: request.form["email"],
            languages: Choices(
                languages: "language", label: phrases("accounts.language"),
                selected: Language(rawValue: request.form["language"])),
            nameError: errors?.text(at: "name"), emailError: errors?.text(at: "email"))
    }

    /// Names who can be written to, when the platform found nobody.
    func setContact(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Takedown.self)
        let name = request.form["name"]
        func refuse(_ field: String, _ key: String, _ status: HTTPResponse.Status) async throws
            -> Outcome
        {
            let text = renderer.phrases(request.language)(key)
            return .unchanged(
                try await takedownPage(
                    id, request, errors: ErrorSummary([.init(field: field, text: text)]),
                    status: status))
        }
        guard (1...AccountLimits.providerNameLengthMax).contains(name.count) else {
            return try await refuse("name", "errors.providerNameInvalid", .badRequest)
        }
        do {
            try await services.takedowns.setContact(
                of: id, email: request.form["email"], name: name,
                language: Language(rawValue: request.form["language"]),
                by: request.account.id.text)
            return .done(.seeOther("/takedowns/\(id)?done=contact-set"))
        } catch TakedownError.notFound {
            throw WebError.notFound
        } catch TakedownError.badEmail {
            return try await refuse("email", "errors.emailInvalid", .badRequest)
        } catch TakedownError.changedMeanwhile {
            return try await refuse("takedown-state", "errors.takedownMoved", .conflict)
        } catch TakedownTransitionError.notPossible {
            return try await refuse("takedown-state", "errors.takedownMoved", .conflict)
        }
    }
}
