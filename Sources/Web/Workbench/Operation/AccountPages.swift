// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

struct AccountsPage {
    struct Row {
        let path: String
        let name: String
        let role: String
        let state: Tag
        let created: String
    }

    let rows: [Row]
    let paging: Paging
    let roles: Choices
    let languages: Choices
    let name: String
    let nameError: String?
}

struct AccountPage {
    let id: String
    let name: String
    let state: Tag
    let facts: [Fact]
    let roles: Choices
    let isDisabled: Bool
    let isOwn: Bool
}

/// A secret, shown this once.
struct SecretPage {
    let title: String
    let text: String
    let secret: String
    let expires: String?
    let back: String
    let backText: String
}

extension Workbench {
    /// LIMIT: 50 accounts on a page.
    private static let accountRowsMax = 50

    func listAccounts(_ request: StaffRequest) async throws -> Response {
        try await accounts(request)
    }

    private func accounts(_ request: StaffRequest, errors: ErrorSummary? = nil) async throws
        -> Response
    {
        let phrases = renderer.phrases(request.language)
        let after = request.query("after").flatMap { Account.ID($0) }
        let accounts = try await services.accounts.list(after: after, limit: Self.accountRowsMax)
        let last = accounts.count == Self.accountRowsMax ? accounts.last : nil
        let page = AccountsPage(
            rows: accounts.map { account in
                AccountsPage.Row(
                    path: "/accounts/\(account.id)", name: account.name,
                    role: phrases("role.\(account.role.rawValue)"), state: Tag(account, phrases),
                    created: timeText.day(account.createdAt, request.language))
            },
            paging: Paging(
                first: after == nil ? nil : "/accounts",
                next: last.map { "/accounts?after=\($0.id)" }),
            roles: roles(selected: AccountRole(rawValue: request.form["role"]), phrases),
            languages: Choices(
                languages: "language", label: phrases("accounts.language"),
                selected: Language(rawValue: request.form["language"]) ?? request.language),
            name: request.form["name"], nameError: errors?.text(at: "name"))
        return try render(
            "Pages/accounts", page, request, section: .accounts, path: "/accounts", errors: errors)
    }

    private func roles(selected: AccountRole?, _ phrases: Phrases) -> Choices {
        Choices(
            name: "role", label: phrases("accounts.role"),
            options: AccountRole.allCases.map {
                Choice(
                    value: $0.rawValue, text: phrases("role.\($0.rawValue)"),
                    isSelected: $0 == selected)
            })
    }

    func createAccount(_ request: StaffRequest) async throws -> Outcome {
        func refuse(_ key: String) async throws -> Outcome {
            let text = renderer.phrases(request.language)(key)
            return .unchanged(
                try await accounts(
                    request, errors: ErrorSummary([.init(field: "name", text: text)])))
        }
        guard let role = AccountRole(rawValue: request.form["role"]),
            let language = Language(rawValue: request.form["language"])
        else { return try await refuse("errors.roleMissing") }
        do {
            let account = try await services.accounts.createAccount(
                name: request.form["name"], role: role, language: language, by: request.actor)
            return .done(try await link(for: account, request))
        } catch AccountError.nameInvalid {
            return try await refuse("errors.nameInvalid")
        } catch AccountError.nameTaken {
            return try await refuse("errors.nameTaken")
        }
    }

    func makeLink(_ request: StaffRequest) async throws -> Outcome {
        let account = try await account(of: request)
        guard account.disabledAt == nil else { throw WebError.notFound }
        return .done(try await link(for: account, request))
    }

    /// Shows the link in this one answer and nowhere else.
    private func link(for account: Account, _ request: StaffRequest) async throws -> Response {
        let link = try await services.accounts.oneTimeLink(for: account.id, by: request.actor)
        let phrases = renderer.phrases(request.language)
        let page = SecretPage(
            title: phrases("accounts.linkTitle", ["name": account.name]),
            text: phrases("accounts.linkText"), secret: "\(settings.origin)/welcome/\(link.token)",
            expires: phrases(
                "accounts.linkExpires",
                ["time": timeText.moment(link.expiresAt, request.language)]),
            back: "/accounts/\(account.id)", backText: account.name)
        return try render(
            "Pages/secret", page, request, section: .accounts, path: "/accounts/\(account.id)")
    }

    func showAccount(_ request: StaffRequest) async throws -> Response {
        try accountPage(try await account(of: request), request)
    }

    private func account(of request: StaffRequest) async throws -> Account {
        guard let account = try await services.accounts.account(request.identifier(Account.self))
        else { throw WebError.notFound }
        return account
    }

    private func accountPage(
        _ account: Account, _ request: StaffRequest, errors: ErrorSummary? = nil
    )
        throws -> Response
    {
        let phrases = renderer.phrases(request.language)
        let facts = [
            ("role", phrases("role.\(account.role.rawValue)")),
            ("language", account.language.ownName),
            ("created", timeText.day(account.createdAt, request.language)),
        ]
        let page = AccountPage(
            id: account.id.text, name: account.name, state: Tag(account, phrases),
            facts: facts.map { Fact(name: phrases("accounts.\($0)"), value: $1) },
            roles: roles(selected: account.role, phrases), isDisabled: account.disabledAt != nil,
            isOwn: account.id == (try request.account.id))
        return try render(
            "Pages/account", page, request, section: .accounts, path: "/accounts/\(account.id)",
            errors: errors)
    }

    /// Does one thing to an account, and goes back to its page.
    func change(
        _ request: StaffRequest, done: String,
        _ change: @Sendable (AccountService, Account.ID) async throws -> Bool
    ) async throws -> Outcome {
        let id = try request.identifier(Account.self)
        do {
            let isNew = try await change(services.accounts, id)
            let back = Response.seeOther("/accounts/\(id)?done=\(done)")
            return isNew ? .done(back) : .unchanged(back)
        } catch AccountError.lastAdministrator {
            let text = renderer.phrases(request.language)("errors.lastAdministrator")
            return .unchanged(
                try accountPage(
                    try await account(of: request), request,
                    errors: ErrorSummary([.init(field: "account-state", text: text)])))
        } catch AccountError.unknownAccount {
            throw WebError.notFound
        }
    }

    func disableAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        return try await change(request, done: "account-disabled") {
            try await $0.disable($1, by: actor)
        }
    }

    func enableAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        return try await change(request, done: "account-enabled") {
            try await $0.enable($1, by: actor)
        }
    }

    func changeRole(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        guard let role = AccountRole(rawValue: request.form["role"]) else {
            throw WebError.notFound
        }
        return try await change(request, done: "role-changed") {
            try await $0.setRole(role, of: $1, by: actor)
        }
    }

    func signOutAccount(_ request: StaffRequest) async throws -> Outcome {
        let actor = try request.actor
        _ = try await account(of: request)
        return try await change(request, done: "account-signed-out") {
            try await $0.signOutEverywhere($1, by: actor)
            return true
        }
    }
}
