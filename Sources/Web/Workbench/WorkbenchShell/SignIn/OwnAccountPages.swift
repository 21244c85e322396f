// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebComponents
import WebSupport

struct OwnAccountPage {
    /// For a password manager, which keeps a name with each password.
    let name: String
    let facts: SummaryList
    let current: TextField
    let password: TextField
    let repeated: TextField
}

extension SignInPages {
    static let ownAccountPath = "/account"

    func showOwnAccount(_ request: StaffRequest) throws -> Response { try ownAccountPage(request) }

    private func ownAccountPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil, status: HTTPResponse.Status? = nil
    ) throws -> Response {
        guard let session = request.session else { throw WebError.signInNeeded }
        let words = printer.words(for: request)
        let account = session.account
        let page = OwnAccountPage(
            name: account.name,
            facts: SummaryList(
                "ownFact.",
                [
                    ("name", account.name), ("role", words("role.\(account.role.rawValue)")),
                    ("signedIn", words.moment(session.createdAt)),
                    ("ends", words.moment(session.expiresAt)),
                ], words),
            current: TextField(
                "current", label: words("ownAccount.current"),
                error: errors?.text(at: "current"), kind: .password,
                autocomplete: "current-password", isRequired: true),
            password: .newPassword(words.phrases, error: errors?.text(at: "password")),
            repeated: .repeatedPassword(words.phrases))
        return try printer.page(
            "Pages/own-account", page, for: request, path: Self.ownAccountPath, errors: errors,
            status: status)
    }

    func changePassword(_ request: StaffRequest) async throws -> Outcome {
        guard let session = request.session else { throw WebError.signInNeeded }
        func page(_ field: String, _ key: String, _ values: [String: String] = [:]) throws
            -> Response
        {
            let text = printer.phrases(request.language)(key, values)
            return try ownAccountPage(
                request, errors: ErrorSummary([.init(field: field, text: text)]))
        }
        func refuse(_ field: String, _ key: String) throws -> Outcome {
            .unchanged(try page(field, key))
        }
        let password = request.form.raw("password")
        guard password == request.form.raw("repeated") else {
            return try refuse("password", "errors.passwordsDiffer")
        }
        // Said before the present password is tried, so that a weak new one costs no attempt.
        if let refusal = PasswordPolicy.refusal(of: password, name: session.account.name) {
            return try refuse("password", Self.key(of: refusal))
        }
        do {
            let changed = try await accounts.changePassword(
                of: session, current: request.form.raw("current"), new: password)
            return .done(
                signedIn(
                    changed, to: "\(Self.ownAccountPath)?done=\(Done.passwordChanged.rawValue)",
                    request))
        } catch AccountError.password(let refusal) {
            return try refuse("password", Self.key(of: refusal))
        } catch AccountError.signInRefused {
            return try refuse("current", "errors.currentPasswordWrong")
        } catch AccountError.tooManyAttempts(let seconds) {
            var response = try page(
                "current", "errors.tooManyAttempts", ["seconds": String(seconds)])
            response.status = .tooManyRequests
            response.headers[.retryAfter] = String(seconds)
            return .unchanged(response)
        }
    }

    /// Ends every session of one's own, this one too.
    func signOutEverywhere(_ request: StaffRequest) async throws -> Outcome {
        try await accounts.signOutEverywhere(request.account.id, by: request.actor)
        return .done(signedOut(.signedOutEverywhere))
    }
}
