// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
package import HTTPTypes
package import Hummingbird
package import NightlightCore
package import WebComponents
package import WebSupport

/// Prints the pages of one module inside the workbench's frame.
package struct PagePrinter: Sendable {
    let renderer: PageRenderer
    let directory: Directory
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
    ///   - shortcuts: keys of this page, besides those of every page.
    ///   - errors: what to correct; the answer is then `.badRequest` unless `status` says another.
    package func page<Page>(
        _ template: String, _ page: Page, for request: StaffRequest, in section: Section? = nil,
        path: String? = nil, shortcuts: [ShortcutSheet.Shortcut] = [],
        errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        let language = request.language
        let phrases = renderer.phrases(language)
        let here = request.http.method == .get ? Self.pathWithoutMessage(request) : path ?? "/"
        let account = request.session?.account
        let frame = frame(
            language, token: request.token, path: here,
            navigation: account.map {
                directory.navigation(for: $0.role, in: section, language, phrases)
            },
            person: account.map {
                WorkbenchFrame.Person(
                    name: $0.name, role: Tag(phrases("role.\($0.role.rawValue)")),
                    shortcuts: directory.shortcuts(for: $0.role, shortcuts, language),
                    palette: directory.palette(for: $0.role, language, phrases))
            }, toast: toast(request, phrases, dismissPath: here), errors: errors)
        let html = try renderer.html(template, page, frame: frame, language: language)
        return .html(
            html, language: language, status: status ?? (errors == nil ? .ok : .badRequest))
    }

    /// What a redirect says was done: a text under `done`.
    ///
    /// Anything else in the query shows nothing.
    private func toast(
        _ request: StaffRequest, _ phrases: Phrases, dismissPath: String
    ) -> Toast? {
        guard let code = request.query("done") else { return nil }
        let text = phrases("done.\(code)")
        guard text != "done.\(code)" else { return nil }
        let isOurs = code != SignInPages.Done.sessionEnded.rawValue
        return Toast(text, isOurs ? .good : .info, dismissPath: dismissPath)
    }

    /// The address of the page that was asked for, without what it says was done.
    private static func pathWithoutMessage(_ request: StaffRequest) -> String {
        let uri = request.http.uri
        let rest = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("done=") }
        return rest.isEmpty ? uri.path : uri.path + "?" + rest.joined(separator: "&")
    }

    /// The page for a failed request: nobody's name and no navigation, as nobody may be signed in.
    func page(for failure: RequestFailure, in language: Language) throws -> Response {
        let html = try renderer.html(
            "Pages/failure", failurePage(failure, language),
            frame: frame(language, token: "", path: "/"), language: language)
        return .html(html, language: language, status: failure.status)
    }

    /// The page for what somebody who is signed in may not see, or what is not there: they go on
    /// from it.
    func page(for failure: RequestFailure, to request: StaffRequest) throws -> Response {
        try page(
            "Pages/failure", failurePage(failure, request.language), for: request,
            status: failure.status)
    }

    private func failurePage(_ failure: RequestFailure, _ language: Language) -> FailurePage {
        let phrases = renderer.phrases(language)
        return FailurePage(
            title: phrases("failure.\(failure.kind.rawValue).title"),
            text: phrases("failure.\(failure.kind.rawValue).text"), code: failure.code,
            requestID: failure.requestID)
    }

    private func frame(
        _ language: Language, token: String, path: String, navigation: Navigation? = nil,
        person: WorkbenchFrame.Person? = nil, toast: Toast? = nil, errors: ErrorSummary? = nil
    ) -> WorkbenchFrame {
        let assets = renderer.assets
        return WorkbenchFrame(
            head: PageHead(for: .staff, assets: assets, sheets: ["workbench.css"]),
            header: PageHeader(
                path: "/", name: hotlineName,
                part: renderer.phrases(language)("frame.workbench"), assets: assets,
                navigation: navigation),
            language: language.rawValue, otherLanguage: language.other.rawValue,
            otherLanguageName: language.other.ownName, hotlineName: hotlineName, token: token,
            path: path, person: person, toast: toast, errors: errors)
    }
}

extension Response {
    /// After a change, to a page that says what was done.
    package static func seeOther<Done: RawRepresentable>(_ path: String, done: Done) -> Response
    where Done.RawValue == String {
        .seeOther("\(path)\(path.contains("?") ? "&" : "?")done=\(done.rawValue)")
    }
}
