// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

extension AdministrationPages {
    func listAccounts(_ request: StaffRequest) async throws -> Response {
        let after = request.query("after").flatMap { Account.ID($0) }
        let accounts = PageRows(
            try await services.accounts.list(
                after: after, limit: PageRows<Account>.readCount(Self.rowsMax)),
            count: Self.rowsMax)
        let page = RegistryPage(
            accounts, isContinued: after != nil, printer.words(for: request))
        return try printer.page("Pages/registry", page, for: request, in: .accounts)
    }

    func newAccount(_ request: StaffRequest) async throws -> Response {
        try newAccountPage(request)
    }

    private func newAccountPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil
    ) throws -> Response {
        let page = NewRecordPage(account: request.form, errors, printer.words(for: request))
        return try printer.page(
            "Pages/new-record", page, for: request, in: .accounts, path: AccountPath.new,
            errors: errors)
    }

    func createAccount(_ request: StaffRequest) async throws -> Outcome {
        func refuse(_ field: String, _ key: String) throws -> Outcome {
            let errors = printer.words(for: request).problem(at: field, key)
            return .unchanged(try newAccountPage(request, errors: errors))
        }
        guard let role = AccountRole(rawValue: request.form["role"]),
            let language = Language(rawValue: request.form["language"])
        else { return try refuse("role", "errors.roleMissing") }
        do {
            let account = try await services.accounts.createAccount(
                name: request.form["name"], role: role, language: language, by: request.actor)
            return .done(try await linkPage(for: account, request))
        } catch AccountError.nameInvalid {
            return try refuse("name", "errors.nameInvalid")
        } catch AccountError.nameTaken {
            return try refuse("name", "errors.nameTaken")
        }
    }

    func makeLink(_ request: StaffRequest) async throws -> Outcome {
        let account = try await account(of: request)
        guard account.disabledAt == nil else { throw WebError.notFound }
        return .done(try await linkPage(for: account, request))
    }

    /// Shows the link in this one answer and nowhere else.
    private func linkPage(
        for account: Account, _ request: StaffRequest
    ) async throws -> Response {
        let link = try await services.accounts.oneTimeLink(for: account.id, by: request.actor)
        let words = printer.words(for: request)
        let path = AccountPath.account(account.id)
        let page = SecretPage(
            title: words("accounts.linkTitle", ["name": account.name]),
            text: words("accounts.linkText"), words("secret.link"),
            secret: "\(services.origin)/welcome/\(link.token)",
            expires: words("accounts.linkExpires", ["time": words.moment(link.expiresAt)]),
            back: path, backText: account.name)
        return try printer.page("Pages/secret", page, for: request, in: .accounts, path: path)
    }

    func showAccount(_ request: StaffRequest) async throws -> Response {
        try accountPage(try await account(of: request), request)
    }

    private func account(of request: StaffRequest) async throws -> Account {
        guard let account = try await services.accounts.account(request.identifier(Account.ID.self))
        else { throw WebError.notFound }
        return account
    }

    private func accountPage(
        _ account: Account, _ request: StaffRequest, errors: ErrorSummary? = nil
    ) throws -> Response {
        let page = RecordPage(
            account, isOwn: account.id == (try request.account.id), printer.words(for: request))
        return try printer.page(
            "Pages/record", page, for: request, in: .accounts,
            path: AccountPath.account(account.id), errors: errors)
    }

    /// Does one thing to an account, and goes back to its page.
    private func change(
        _ request: StaffRequest, _ done: Done,
        _ change: @Sendable (AccountService, Account.ID) async throws -> Bool
    ) async throws -> Outcome {
        let id = try request.identifier(Account.ID.self)
        do {
            let isNew = try await change(services.accounts, id)
            let back = Response.seeOther(AccountPath.account(id), done: done)
            return isNew ? .done(back) : .unchanged(back)
        } catch AccountError.lastAdministrator {
            let errors = printer.words(for: request).problem(
                at: "record-state", "errors.lastAdministrator")
            return .unchanged(
                try accountPage(try await account(of: request), request, errors: errors))
        } catch AccountError.unknownAccount {
            throw WebError.notFound
        }
    }

    func askToDisableAccount(_ request: StaffRequest) async throws -> Response {
        let account = try await account(of: request)
        let words = printer.words(for: request)
        let isOwn = account.id == (try request.account.id)
        let path = AccountPath.account(account.id)
        let page = ConfirmPage(
            title: words("accounts.disableAsk", ["name": account.name]),
            text: words(isOwn ? "accounts.disableOwn" : "accounts.disableHint"),
            action: "\(path)/disable", buttonText: words("accounts.disableTitle"),
            cancelPath: path,
            crumbs: [
                Link(AccountPath.all, words("section.accounts")), Link(path, account.name),
            ], for: request)
        return try printer.page("Pages/confirm", page, for: request, in: .accounts)
    }

    func disableAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        return try await change(request, .accountDisabled) { try await $0.disable($1, by: actor) }
    }

    func enableAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        return try await change(request, .accountEnabled) { try await $0.enable($1, by: actor) }
    }

    func changeRole(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        guard let role = AccountRole(rawValue: request.form["role"]) else {
            throw WebError.notFound
        }
        return try await change(request, .roleChanged) {
            try await $0.setRole(role, of: $1, by: actor)
        }
    }

    func signOutAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        _ = try await account(of: request)
        return try await change(request, .accountSignedOut) {
            try await $0.signOutEverywhere($1, by: actor)
            return true
        }
    }
}
