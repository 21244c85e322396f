// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebComponents
import WebSupport

struct SignInPage {
    let name: TextField
    let password: TextField

    init(_ phrases: Phrases, name: String = "", error: String? = nil) {
        self.name = TextField(
            "name", label: phrases("signIn.name"), value: name, error: error, isLiteral: true,
            autocomplete: "username", isRequired: true)
        password = TextField(
            "password", label: phrases("signIn.password"), kind: .password,
            autocomplete: "current-password", isRequired: true)
    }
}

struct NewPasswordPage {
    let link: String
    let password: TextField
    let repeated: TextField

    init(_ phrases: Phrases, link: String, error: String? = nil) {
        self.link = link
        password = .newPassword(phrases, error: error)
        repeated = .repeatedPassword(phrases)
    }
}

extension TextField {
    static func newPassword(_ phrases: Phrases, error: String?) -> TextField {
        TextField(
            "password", label: phrases("newPassword.password"), hint: phrases("newPassword.hint"),
            error: error, kind: .password, autocomplete: "new-password",
            lengthMin: PasswordPolicy.lengthMin, lengthMax: PasswordPolicy.lengthMax,
            isRequired: true)
    }

    static func repeatedPassword(_ phrases: Phrases) -> TextField {
        TextField(
            "repeated", label: phrases("newPassword.repeated"), kind: .password,
            autocomplete: "new-password", isRequired: true)
    }
}

extension SignInPages {
    func askSignIn(_ request: StaffRequest) throws -> Response {
        if request.session != nil { return .seeOther("/") }
        return try printer.page(
            "Pages/sign-in", SignInPage(printer.phrases(request.language)), for: request)
    }

    func signIn(_ request: StaffRequest) async throws -> Outcome {
        let former = cookies.value(WorkbenchShell.sessionCookie, in: request.http)
        let name = request.form["name"]
        do {
            let session = try await accounts.signIn(
                name: name, password: request.form.raw("password"),
                device: device(of: name, request), replacing: former)
            return .done(signedIn(session, to: "/", request))
        } catch AccountError.signInRefused {
            return .unchanged(
                try refuse(request, "errors.signInRefused", status: .badRequest))
        } catch AccountError.tooManyAttempts(let seconds) {
            var response = try refuse(
                request, "errors.tooManyAttempts", ["seconds": String(seconds)],
                status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return .unchanged(response)
        }
    }

    private func refuse(
        _ request: StaffRequest, _ key: String, _ values: [String: String] = [:],
        status: HTTPResponse.Status
    ) throws -> Response {
        let phrases = printer.phrases(request.language)
        let text = phrases(key, values)
        return try printer.page(
            "Pages/sign-in", SignInPage(phrases, name: request.form["name"], error: text),
            for: request, path: "/sign-in",
            errors: ErrorSummary([.init(field: "name", text: text)]),
            status: status)
    }

    /// What this browser is known by, if that person signed in on it before.
    private func device(of name: String, _ request: StaffRequest) -> String? {
        deviceCookie.device(
            cookies.value(WorkbenchShell.deviceCookie, in: request.http),
            of: SignInLane(name: name).name)
    }

    /// The browser's new session; whatever it carried before is worth nothing any more.
    func signedIn(_ session: Session, to path: String, _ request: StaffRequest) -> Response {
        var response = Response.seeOther(path)
        cookies.set(WorkbenchShell.sessionCookie, to: session.token, in: &response)
        // A page for a failed request knows no account, and should speak its language all the same.
        if cookies.value(WorkbenchShell.languageCookie, in: request.http) == nil {
            remember(session.account.language, in: &response)
        }
        cookies.remove(WorkbenchShell.formCookie, in: &response)
        let name = session.account.name
        cookies.set(
            WorkbenchShell.deviceCookie,
            to: deviceCookie.make(
                for: SignInLane(name: name).name, keeping: device(of: name, request)),
            secondsMax: DeviceCookie.secondsMax, in: &response)
        return response
    }

    /// The page behind a one-time link.
    ///
    /// Looking at it uses nothing up: mail programs do that.
    func askNewPassword(_ request: StaffRequest) throws -> Response {
        let link = try request.parameter("link")
        return try printer.page(
            "Pages/new-password", NewPasswordPage(printer.phrases(request.language), link: link),
            for: request, path: "/sign-in")
    }

    func redeemLink(_ request: StaffRequest) async throws -> Outcome {
        let password = request.form.raw("password")
        var key: String?
        if password != request.form.raw("repeated") {
            key = "errors.passwordsDiffer"
        } else {
            do {
                let session = try await accounts.redeem(
                    link: request.form["link"], newPassword: password)
                return .done(signedIn(session, to: "/", request))
            } catch AccountError.linkInvalid {
                key = "errors.linkInvalid"
            } catch AccountError.password(let refusal) {
                key = Self.key(of: refusal)
            }
        }
        let phrases = printer.phrases(request.language)
        let text = phrases(key ?? "errors.linkInvalid")
        return .unchanged(
            try printer.page(
                "Pages/new-password",
                NewPasswordPage(phrases, link: request.form["link"], error: text), for: request,
                path: "/sign-in",
                errors: ErrorSummary([.init(field: "password", text: text)])))
    }

    static func key(of refusal: PasswordPolicy.Refusal) -> String {
        switch refusal {
        case .tooShort: "errors.passwordTooShort"
        case .tooLong: "errors.passwordTooLong"
        case .common: "errors.passwordCommon"
        case .containsName: "errors.passwordContainsName"
        }
    }

    func signOut(_ request: StaffRequest) async throws -> Outcome {
        guard let session = request.session else { throw WebError.signInNeeded }
        let isEnded = try await accounts.signOut(token: session.token)
        let response = signedOut(.signedOut)
        return isEnded ? .done(response) : .unchanged(response)
    }

    func signedOut(_ done: Done) -> Response {
        var response = Response.seeOther("/sign-in", done: done)
        cookies.remove(WorkbenchShell.sessionCookie, in: &response)
        if let name = HTTPField.Name("Clear-Site-Data") {
            response.headers[name] = "\"cache\", \"storage\""
        }
        return response
    }

    /// Remembers the language in this browser and goes back to where the visitor was.
    func switchLanguage(_ request: StaffRequest) -> Response {
        let back = request.form["back"]
        // Browsers drop tabs and line ends from an address, and take a backslash for a slash.
        let isPlain = back.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x5c }
        let isOurs = back.hasPrefix("/") && !back.hasPrefix("//") && isPlain
        var response = Response.seeOther(isOurs ? back : "/")
        if let language = Language(rawValue: request.form["language"]) {
            remember(language, in: &response)
        }
        return response
    }

    private func remember(_ language: Language, in response: inout Response) {
        cookies.set(
            WorkbenchShell.languageCookie, to: language.rawValue, secondsMax: 31_536_000,
            in: &response)
    }
}
