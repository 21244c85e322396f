// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
package import HTTPTypes
package import Hummingbird
package import NightlightCore
package import WebSupport

/// Prints the pages of one module inside the workbench's frame.
package struct PagePrinter: Sendable {
    let renderer: PageRenderer
    let navigation: [NavigationEntry]
    let hotlineName: String
    let timeText: TimeText
    let time: any TimeSource

    package func phrases(_ language: Language) -> Phrases { renderer.phrases(language) }

    /// The words in which a page is written for who asked for it.
    package func words(for request: StaffRequest) -> PageWords {
        PageWords(
            phrases: renderer.phrases(request.language), language: request.language,
            timeText: timeText, now: time.now())
    }

    /// - Parameters:
    ///   - path: where the language switch comes back to, for an answer to a form.
    ///   - errors: what to correct; the answer is then `.badRequest` unless `status` says another.
    package func page<Page>(
        _ template: String, _ page: Page, for request: StaffRequest, in section: Section? = nil,
        path: String? = nil, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        let phrases = renderer.phrases(request.language)
        let frame = frame(
            request.language, token: request.token,
            path: request.http.method == .get ? request.http.uri.string : path ?? "/",
            person: request.session.map {
                WorkbenchFrame.Person(
                    name: $0.account.name, role: phrases("role.\($0.account.role.rawValue)"))
            },
            links: navigation.filter { entry in
                request.session.map { $0.account.role >= entry.section.leastRole } ?? false
            }.map {
                WorkbenchFrame.Link(
                    path: $0.section.path, text: $0.texts[request.language] ?? $0.section.name,
                    isCurrent: $0.section == section)
            }, done: done(request, phrases), errors: errors)
        let html = try renderer.html(template, page, frame: frame, language: request.language)
        return .html(
            html, language: request.language, status: status ?? (errors == nil ? .ok : .badRequest))
    }

    /// What a redirect says was done: a text under `done`.
    ///
    /// Anything else in the query shows nothing.
    private func done(_ request: StaffRequest, _ phrases: Phrases) -> String? {
        guard let code = request.query("done") else { return nil }
        let text = phrases("done.\(code)")
        return text == "done.\(code)" ? nil : text
    }

    /// The page for a failed request: nobody's name and no navigation, as nobody may be signed in.
    func page(for failure: Failure, in language: Language) throws -> Response {
        let phrases = renderer.phrases(language)
        let html = try renderer.html(
            "Pages/failure",
            FailurePage(
                title: phrases("failure.\(failure.kind.rawValue).title"),
                text: phrases("failure.\(failure.kind.rawValue).text"), code: failure.code,
                requestID: failure.requestID),
            frame: frame(language, token: "", path: "/"), language: language)
        return .html(html, language: language, status: failure.status)
    }

    private func frame(
        _ language: Language, token: String, path: String, person: WorkbenchFrame.Person? = nil,
        links: [WorkbenchFrame.Link] = [], done: String? = nil, errors: ErrorSummary? = nil
    ) -> WorkbenchFrame {
        WorkbenchFrame(
            language: language.rawValue, otherLanguage: language.other.rawValue,
            otherLanguageName: language.other.ownName, hotlineName: hotlineName,
            stylesheet: renderer.assets.path("nightlight.css"),
            workbenchStylesheet: renderer.assets.path("workbench.css"),
            logo: renderer.assets.path("logo.svg"), token: token, path: path, person: person,
            links: links, done: done, errors: errors)
    }
}

extension Response {
    /// After a change, to a page that says what was done.
    package static func seeOther<Done: RawRepresentable>(_ path: String, done: Done) -> Response
    where Done.RawValue == String {
        .seeOther("\(path)\(path.contains("?") ? "&" : "?")done=\(done.rawValue)")
    }
}
