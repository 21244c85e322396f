// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Hummingbird
import HTTPTypes
import NightlightCore
import WebSupport

/// One request that passed its route's guard, with everything a handler needs.
package struct Visit: Sendable {
    let request: Request
    let context: WorkbenchContext
    /// `nil` on the few routes that everyone may use.
    let session: Session?
    let language: Language
    /// The posted form, its token already checked; empty for a GET.
    let form: Form
    /// What this route's forms carry.
    let token: String

    var account: Account {
        get throws(WebError) {
            guard let session else { throw .signInNeeded }
            return session.account
        }
    }

    var actor: AuditActor { get throws(WebError) { .account(try account.id.text) } }

    func identifier<Subject>(_ type: Subject.Type) throws -> Identifier<Subject> {
        guard let text = context.parameters.get("id"), let id = Identifier<Subject>(text) else {
            throw WebError.notFound
        }
        return id
    }
}

extension Workbench {
    static let sessionCookie = "nightlight-session"
    static let languageCookie = "nightlight-language"
    static let formCookie = "nightlight-form"

    /// Session, role, form, token: in this order, for every route, before its handler.
    func guarded(_ route: WorkbenchRoute, _ request: Request, _ context: WorkbenchContext)
        async throws -> Response
    {
        let sessionToken = cookies.value(Self.sessionCookie, in: request)
        var session: Session?
        if let sessionToken { session = try await services.accounts.session(token: sessionToken) }
        switch route.access {
        case .everyone: break
        case .role(let least):
            guard let session else {
                return .seeOther(sessionToken == nil ? "/sign-in" : "/sign-in?done=session-ended")
            }
            guard session.account.role >= least else { throw WebError.notAllowed }
        }
        let formSecret = cookies.value(Self.formCookie, in: request) ?? Self.newSecret()
        var form = Form()
        if route.method == .post {
            form = try await request.form()
            try check(form, session: session, access: route.access, request)
        }
        let visit = Visit(
            request: request, context: context, session: session,
            language: language(of: request, session), form: form,
            token: session?.csrfToken ?? formToken.token(for: formSecret))
        var response = try await route.handler(self, visit)
        if session == nil && cookies.value(Self.formCookie, in: request) == nil
            && route.method == .get && route.access == .everyone
        {
            cookies.set(Self.formCookie, to: formSecret, in: &response)
        }
        return response
    }

    private func check(
        _ form: Form, session: Session?, access: WorkbenchAccess, _ request: Request
    ) throws {
        let token = form.raw(RequestToken.fieldName)
        if let session {
            guard session.accepts(csrfToken: token) else { throw WebError.forged }
        } else {
            guard let secret = cookies.value(Self.formCookie, in: request) else {
                throw WebError.forged
            }
            try formToken.verify(token, for: secret)
        }
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
