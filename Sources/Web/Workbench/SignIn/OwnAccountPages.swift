// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

struct OwnAccountPage {
    let name: String
    let role: String
    let facts: [Fact]
    let currentError: String?
    let newError: String?
}

extension Workbench {
    func showOwnAccount(_ visit: Visit) throws -> Response { try ownAccountPage(visit) }

    private func ownAccountPage(
        _ visit: Visit, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        guard let session = visit.session else { throw WebError.signInNeeded }
        let phrases = renderer.phrases(visit.language)
        let account = session.account
        let facts = [
            ("name", account.name), ("role", phrases("role.\(account.role.rawValue)")),
            ("signedIn", timeText.moment(session.createdAt, visit.language)),
            ("ends", timeText.moment(session.expiresAt, visit.language)),
        ]
        let page = OwnAccountPage(
            name: account.name, role: phrases("role.\(account.role.rawValue)"),
            facts: facts.map { Fact(name: phrases("ownFact.\($0)"), value: $1) },
            currentError: errors?.text(at: "current"), newError: errors?.text(at: "password"))
        return try render(
            "Pages/own-account", page, visit, path: "/account", errors: errors, status: status)
    }

    func changePassword(_ visit: Visit) async throws -> Response {
        guard let session = visit.session else { throw WebError.signInNeeded }
        func refuse(_ field: String, _ key: String, _ values: [String: String] = [:]) throws
            -> Response
        {
            let text = renderer.phrases(visit.language)(key, values)
            return try ownAccountPage(
                visit, errors: ErrorSummary([.init(field: field, text: text)]))
        }
        let password = visit.form.raw("password")
        guard password == visit.form.raw("repeated") else {
            return try refuse("password", "errors.passwordsDiffer")
        }
        // Said before the present password is tried, so that a weak new one costs no attempt.
        if let refusal = PasswordPolicy.refusal(of: password, name: session.account.name) {
            return try refuse("password", Self.key(of: refusal))
        }
        do {
            let changed = try await services.accounts.changePassword(
                of: session, current: visit.form.raw("current"), new: password)
            return signedIn(changed, to: "/account?done=password-changed", visit)
        } catch AccountError.password(let refusal) {
            return try refuse("password", Self.key(of: refusal))
        } catch AccountError.signInRefused {
            return try refuse("current", "errors.currentPasswordWrong")
        } catch AccountError.tooManyAttempts(let seconds) {
            var response = try refuse(
                "current", "errors.tooManyAttempts", ["seconds": String(seconds)])
            response.status = .tooManyRequests
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    /// Ends every session of one's own, this one too.
    func signOutEverywhere(_ visit: Visit) async throws -> Response {
        try await services.accounts.signOutEverywhere(visit.account.id, by: visit.actor)
        return signedOut(to: "/sign-in?done=signed-out-everywhere")
    }
}
