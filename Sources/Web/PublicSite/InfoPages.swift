// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

/// A page that only has texts.
struct NoValues {}

extension PublicSite {
    enum InfoPage: String { case help, about, privacy, accessibility }

    func chooseLanguage(_ request: PublicRequest) -> Response {
        var response = Response.seeOther("/\(request.language.rawValue)")
        response.headers[.vary] = "Accept-Language"
        return response
    }

    func home(_ language: Language) throws -> Response {
        let html = try renderer.html(
            "Pages/home", NoValues(), frame: frame(language, path: ""), language: language)
        return .html(html, language: language)
    }

    func info(_ page: InfoPage, _ language: Language) throws -> Response {
        let html = try renderer.html(
            "Pages/info/\(page.rawValue)", NoValues(),
            frame: frame(language, path: "/\(page.rawValue)"), language: language)
        return .html(html, language: language)
    }

    /// Away, at once, and the browser is asked to forget what it kept of us.
    ///
    /// The list of visited pages stays; the help page says so.
    func leave(_ language: Language) -> Response {
        var response = Response.seeOther(settings.exitAddress)
        if let name = HTTPField.Name("Clear-Site-Data") {
            response.headers[name] = "\"cache\", \"storage\""
        }
        return response
    }

    func asset(_ request: PublicRequest) throws -> Response {
        try renderer.assets.response(
            to: request.request, name: request.context.parameters.require("name"))
    }

    func page(for failure: RequestFailure, _ request: Request) throws -> Response {
        let isFrench = request.uri.path.hasPrefix("/fr")
        let isEnglish = request.uri.path.hasPrefix("/en")
        let language =
            isFrench
            ? .french
            : isEnglish ? .english : Language(accepting: request.headers[.acceptLanguage])
        let phrases = renderer.phrases(language)
        let html = try renderer.html(
            "Pages/failure",
            FailurePage(
                title: phrases("failure.\(failure.kind.rawValue).title"),
                text: phrases("failure.\(failure.kind.rawValue).text"),
                code: failure.code, requestID: failure.requestID),
            frame: frame(language, path: ""), language: language)
        return .html(html, language: language, status: failure.status)
    }
}

struct FailurePage {
    let title: String
    let text: String
    let code: String
    let requestID: String
}
