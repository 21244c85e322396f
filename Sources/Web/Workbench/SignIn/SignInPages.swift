// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

struct SignInPage {
    let name: String
    let error: String?
}

struct NewPasswordPage {
    let link: String
    let error: String?
}

extension Workbench {
    func askSignIn(_ visit: Visit) throws -> Response {
        if visit.session != nil { return .seeOther("/") }
        return try render("Pages/sign-in", SignInPage(name: "", error: nil), visit)
    }

    func signIn(_ visit: Visit) async throws -> Response {
        let former = cookies.value(Self.sessionCookie, in: visit.request)
        do {
            let session = try await services.accounts.signIn(
                name: visit.form["name"], password: visit.form.raw("password"), replacing: former)
            return signedIn(session, to: "/", visit)
        } catch AccountError.signInRefused {
            return try refuse(visit, "errors.signInRefused", status: .badRequest)
        } catch AccountError.tooManyAttempts(let seconds) {
            var response = try refuse(
                visit, "errors.tooManyAttempts", ["seconds": String(seconds)],
                status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    private func refuse(
        _ visit: Visit, _ key: String, _ values: [String: String] = [:],
        status: HTTPResponse.Status
    ) throws -> Response {
        let text = renderer.phrases(visit.language)(key, values)
        return try render(
            "Pages/sign-in", SignInPage(name: visit.form["name"], error: text), visit,
            path: "/sign-in", errors: ErrorSummary([.init(field: "name", text: text)]),
            status: status)
    }

    /// The browser's new session; whatever it carried before is worth nothing any more.
    func signedIn(_ session: Session, to path: String, _ visit: Visit) -> Response {
        var response = Response.seeOther(path)
        cookies.set(Self.sessionCookie, to: session.token, in: &response)
        // A page for a failed request knows no account, and should speak its language all the same.
        if cookies.value(Self.languageCookie, in: visit.request) == nil {
            remember(session.account.language, in: &response)
        }
        cookies.remove(Self.formCookie, in: &response)
        return response
    }

    /// The page behind a one-time link.
    ///
    /// Looking at it uses nothing up: mail programs do that.
    func askNewPassword(_ visit: Visit) throws -> Response {
        let link = try visit.context.parameters.require("link")
        return try render(
            "Pages/new-password", NewPasswordPage(link: link, error: nil), visit, path: "/sign-in")
    }

    func redeemLink(_ visit: Visit) async throws -> Response {
        let password = visit.form.raw("password")
        var key: String?
        if password != visit.form.raw("repeated") {
            key = "errors.passwordsDiffer"
        } else {
            do {
                let session = try await services.accounts.redeem(
                    link: visit.form["link"], newPassword: password)
                return signedIn(session, to: "/", visit)
            } catch AccountError.linkInvalid {
                key = "errors.linkInvalid"
            } catch AccountError.password(let refusal) {
                key = Self.key(of: refusal)
            }
        }
        let text = renderer.phrases(visit.language)(key ?? "errors.linkInvalid")
        return try render(
            "Pages/new-password", NewPasswordPage(link: visit.form["link"], error: text), visit,
            path: "/sign-in", errors: ErrorSummary([.init(field: "password", text: text)]))
    }

    static func key(of refusal: PasswordPolicy.Refusal) -> String {
        switch refusal {
        case .tooShort: "errors.passwordTooShort"
        case .tooLong: "errors.passwordTooLong"
        case .common: "errors.passwordCommon"
        case .containsName: "errors.passwordContainsName"
        }
    }

    func signOut(_ visit: Visit) async throws -> Response {
        if let session = visit.session {
            try await services.accounts.signOut(token: session.token)
        }
        return signedOut(to: "/sign-in?done=signed-out")
    }

    func signedOut(to path: String) -> Response {
        var response = Response.seeOther(path)
        cookies.remove(Self.sessionCookie, in: &response)
        if let name = HTTPField.Name("Clear-Site-Data") {
            response.headers[name] = "\"cache\", \"storage\""
        }
        return response
    }

    /// Remembers the language in this browser and goes back to where the visitor was.
    func switchLanguage(_ visit: Visit) -> Response {
        let back = visit.form["back"]
        // Browsers drop tabs and line ends from an address, and take a backslash for a slash.
        let isPlain = back.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x5c }
        let isOurs = back.hasPrefix("/") && !back.hasPrefix("//") && isPlain
        var response = Response.seeOther(isOurs ? back : "/")
        if let language = Language(rawValue: visit.form["language"]) {
            remember(language, in: &response)
        }
        return response
    }

    private func remember(_ language: Language, in response: inout Response) {
        cookies.set(
            Self.languageCookie, to: language.rawValue, secondsMax: 31_536_000, in: &response)
    }

    func asset(_ visit: Visit) throws -> Response {
        try renderer.assets.response(
            to: visit.request, name: visit.context.parameters.require("name"))
    }
}
