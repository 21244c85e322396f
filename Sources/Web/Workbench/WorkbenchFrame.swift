// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

/// What surrounds every page of the workbench.
///
/// Stored properties only: Mustache sees nothing else.
struct WorkbenchFrame {
    struct Link {
        let path: String
        let text: String
        let isCurrent: Bool
    }

    struct Person {
        let name: String
        let role: String
    }

    let language: String
    let otherLanguage: String
    let otherLanguageName: String
    let hotlineName: String
    let stylesheet: String
    let workbenchStylesheet: String
    let logo: String
    let token: String
    /// Where the language switch comes back to.
    let path: String
    let person: Person?
    let links: [Link]
    let done: String?
    let errors: ErrorSummary?
}

/// The parts of the workbench, as its navigation names them.
enum Section: String, CaseIterable {
    case queue, takedowns, notices
    case hashLists = "hash-lists"
    case jobs, providers, accounts, system

    var path: String { self == .queue ? "/" : "/\(rawValue)" }

    var leastRole: AccountRole {
        switch self {
        case .queue, .takedowns, .notices, .hashLists, .system: .analyst
        case .jobs: .supervisor
        case .providers, .accounts: .administrator
        }
    }
}

extension Workbench {
    /// Codes a redirect may carry to say what was done.
    ///
    /// Anything else in the query shows nothing.
    static let doneCodes: Set<String> = [
        "session-ended", "signed-out", "signed-out-everywhere", "password-changed", "assessed",
        "takedown-confirm", "takedown-hold", "takedown-release", "takedown-withdraw", "contact-set",
        "notice-retried", "hash-list-changed", "hash-withdrawn", "hash-withdrawn-before",
        "hash-list-waits", "hash-added", "hash-held", "hash-proposed", "hash-known",
        "hash-released", "hash-restored", "hash-confirmed", "hash-refused", "hash-done-before",
        "job-retried", "job-not-dead", "account-disabled", "account-enabled",
        "account-signed-out", "role-changed", "provider-registered", "provider-disabled",
        "provider-enabled", "token-revoked",
    ]

    func render<Page>(
        _ template: String, _ page: Page, _ request: StaffRequest, section: Section? = nil,
        path: String? = nil, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        let phrases = renderer.phrases(request.language)
        let role = request.session?.account.role
        let done = request.query("done").flatMap { Self.doneCodes.contains($0) ? $0 : nil }
        let frame = WorkbenchFrame(
            language: request.language.rawValue, otherLanguage: request.language.other.rawValue,
            otherLanguageName: request.language.other.ownName, hotlineName: settings.hotlineName,
            stylesheet: renderer.assets.path("nightlight.css"),
            workbenchStylesheet: renderer.assets.path("workbench.css"),
            logo: renderer.assets.path("logo.svg"), token: request.token,
            path: request.http.method == .get ? request.http.uri.string : path ?? "/",
            person: request.session.map {
                WorkbenchFrame.Person(
                    name: $0.account.name, role: phrases("role.\($0.account.role.rawValue)"))
            },
            links: Section.allCases.filter { section in
                role.map { $0 >= section.leastRole } ?? false
            }
            .map {
                WorkbenchFrame.Link(
                    path: $0.path, text: phrases("section.\($0.rawValue)"),
                    isCurrent: $0 == section)
            },
            done: done.map { phrases("done.\($0)") }, errors: errors)
        let html = try renderer.html(template, page, frame: frame, language: request.language)
        return .html(
            html, language: request.language, status: status ?? (errors == nil ? .ok : .badRequest))
    }

    /// The page for a failed request: nobody's name and no navigation, as nobody may be signed in.
    func page(for failure: Failure, _ request: Request) throws -> Response {
        let language = language(of: request, nil)
        let phrases = renderer.phrases(language)
        let frame = WorkbenchFrame(
            language: language.rawValue, otherLanguage: language.other.rawValue,
            otherLanguageName: language.other.ownName, hotlineName: settings.hotlineName,
            stylesheet: renderer.assets.path("nightlight.css"),
            workbenchStylesheet: renderer.assets.path("workbench.css"),
            logo: renderer.assets.path("logo.svg"), token: "", path: "/", person: nil, links: [],
            done: nil, errors: nil)
        let html = try renderer.html(
            "Pages/failure",
            FailurePage(
                title: phrases("failure.\(failure.kind.rawValue).title"),
                text: phrases("failure.\(failure.kind.rawValue).text"), code: failure.code,
                requestID: failure.requestID),
            frame: frame, language: language)
        return .html(html, language: language, status: failure.status)
    }
}

struct FailurePage {
    let title: String
    let text: String
    let code: String
    let requestID: String
}
