// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import HTTPTypes
import NightlightCore
import WebSupport

extension WorkbenchShell {
    static let sessionCookie = "nightlight-session"
    static let languageCookie = "nightlight-language"
    static let formCookie = "nightlight-form"
    static let deviceCookie = "nightlight-device"
    /// What a page says when it asks for itself again: nobody pressed anything.
    private static let refreshField = "nightlight-refresh"

    /// Who asks, and what the row says to that; then the form's token, and the handler.
    func answer<Pages: PageModule>(
        _ route: PageRoute<Pages>, of pages: Pages, _ request: Request,
        _ context: WorkbenchContext
    ) async throws -> Response {
        let cookie = cookies.value(Self.sessionCookie, in: request)
        var session: Session?
        if let cookie {
            let isRefresh = request.headers.contains {
                $0.name.canonicalName == Self.refreshField
            }
            session = try await accounts.session(token: cookie, countsAsUse: !isRefresh)
        }
        let formSecret = cookies.value(Self.formCookie, in: request)
        let newSecret = Self.newSecret()
        let token = session?.csrfToken ?? formToken.token(for: formSecret ?? newSecret)
        func asked(_ form: Form) -> StaffRequest {
            StaffRequest(
                http: request, context: context, session: session,
                language: language(of: request, session), form: form, token: token)
        }
        do {
            var response = try await route.row.serve(request, to: session) { body in
                try await route.handler(pages, asked(try form(in: body, of: request, session)))
            }
            if session == nil && formSecret == nil && route.row.method == .get {
                cookies.set(Self.formCookie, to: newSecret, in: &response)
            }
            return response
        } catch WebError.signInNeeded {
            return cookie == nil
                ? .seeOther("/sign-in")
                : .seeOther("/sign-in", done: SignInPages.Done.sessionEnded)
        } catch let error as WebError where session != nil && error.leavesSignedIn {
            return try printer(for: Pages.self).page(
                for: RequestFailure(error, requestID: context.id), to: asked(Form()))
        }
    }

    /// The form of a post, whose token says that a page of ours sent it for this very person.
    private func form(in body: [UInt8], of request: Request, _ session: Session?) throws -> Form {
        guard request.method == .post else { return Form() }
        let form = try request.form(in: body)
        let token = form.raw(RequestToken.fieldName)
        if let session {
            guard session.accepts(csrfToken: token) else { throw WebError.forged }
        } else {
            guard let secret = cookies.value(Self.formCookie, in: request) else {
                throw WebError.forged
            }
            try formToken.verify(token, for: secret)
        }
        return form
    }

    private static func newSecret() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.encode(
            (0..<24).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    func language(of request: Request, _ session: Session?) -> Language {
        cookies.value(Self.languageCookie, in: request).flatMap(Language.init(rawValue:))
            ?? session?.account.language
            ?? Language(accepting: request.headers[.acceptLanguage])
    }
}

extension WebError {
    /// Whether the page that says so is one of a person at work, with the way to other pages.
    fileprivate var leavesSignedIn: Bool {
        switch self {
        case .notAllowed, .notFound: true
        default: false
        }
    }
}
