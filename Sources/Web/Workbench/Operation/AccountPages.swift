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

    func listAccounts(_ visit: Visit) async throws -> Response { try await accounts(visit) }

    private func accounts(_ visit: Visit, errors: ErrorSummary? = nil) async throws -> Response {
        let phrases = renderer.phrases(visit.language)
        let after = visit.request.query("after").flatMap { Account.ID($0) }
        let accounts = try await services.accounts.list(after: after, limit: Self.accountRowsMax)
        let last = accounts.count == Self.accountRowsMax ? accounts.last : nil
        let page = AccountsPage(
            rows: accounts.map { account in
                AccountsPage.Row(
                    path: "/accounts/\(account.id)", name: account.name,
                    role: phrases("role.\(account.role.rawValue)"), state: Tag(account, phrases),
                    created: timeText.day(account.createdAt, visit.language))
            },
            paging: Paging(
                first: after == nil ? nil : "/accounts",
                next: last.map { "/accounts?after=\($0.id)" }),
            roles: roles(selected: AccountRole(rawValue: visit.form["role"]), phrases),
            languages: Choices(
                languages: "language", label: phrases("accounts.language"),
                selected: Language(rawValue: visit.form["language"]) ?? visit.language),
            name: visit.form["name"], nameError: errors?.text(at: "name"))
        return try render(
            "Pages/accounts", page, visit, section: .accounts, path: "/accounts", errors: errors)
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

    func createAccount(_ visit: Visit) async throws -> Response {
        func refuse(_ key: String) async throws -> Response {
            let text = renderer.phrases(visit.language)(key)
            return try await accounts(
                visit, errors: ErrorSummary([.init(field: "name", text: text)]))
        }
        guard let role = AccountRole(rawValue: visit.form["role"]),
            let language = Language(rawValue: visit.form["language"])
        else { return try await refuse("errors.roleMissing") }
        do {
            let account = try await services.accounts.createAccount(
                name: visit.form["name"], role: role, language: language, by: visit.actor)
            return try await link(for: account, visit)
        } catch AccountError.nameInvalid {
            return try await refuse("errors.nameInvalid")
        } catch AccountError.nameTaken {
            return try await refuse("errors.nameTaken")
        }
    }

    func makeLink(_ visit: Visit) async throws -> Response {
        let account = try await account(of: visit)
        guard account.disabledAt == nil else { throw WebError.notFound }
        return try await link(for: account, visit)
    }

    /// Shows the link in this one answer and nowhere else.
    private func link(for account: Account, _ visit: Visit) async throws -> Response {
        let link = try await services.accounts.oneTimeLink(for: account.id, by: visit.actor)
        let phrases = renderer.phrases(visit.language)
        let page = SecretPage(
            title: phrases("accounts.linkTitle", ["name": account.name]),
            text: phrases("accounts.linkText"), secret: "\(settings.origin)/welcome/\(link.token)",
            expires: phrases(
                "accounts.linkExpires",
                ["time": timeText.moment(link.expiresAt, visit.language)]),
            back: "/accounts/\(account.id)", backText: account.name)
        return try render(
            "Pages/secret", page, visit, section: .accounts, path: "/accounts/\(account.id)")
    }

    func showAccount(_ visit: Visit) async throws -> Response {
        try accountPage(try await account(of: visit), visit)
    }

    private func account(of visit: Visit) async throws -> Account {
        guard let account = try await services.accounts.account(visit.identifier(Account.self))
        else { throw WebError.notFound }
        return account
    }

    private func accountPage(_ account: Account, _ visit: Visit, errors: ErrorSummary? = nil)
        throws -> Response
    {
        let phrases = renderer.phrases(visit.language)
        let facts = [
            ("role", phrases("role.\(account.role.rawValue)")),
            ("language", account.language.ownName),
            ("created", timeText.day(account.createdAt, visit.language)),
        ]
        let page = AccountPage(
            id: account.id.text, name: account.name, state: Tag(account, phrases),
            facts: facts.map { Fact(name: phrases("accounts.\($0)"), value: $1) },
            roles: roles(selected: account.role, phrases), isDisabled: account.disabledAt != nil,
            isOwn: account.id == (try visit.account.id))
        return try render(
            "Pages/account", page, visit, section: .accounts, path: "/accounts/\(account.id)",
            errors: errors)
    }

    /// Does one thing to an account, and goes back to its page.
    func change(
        _ visit: Visit, done: String,
        _ change: @Sendable (AccountService, Account.ID) async throws -> Void
    ) async throws -> Response {
        let id = try visit.identifier(Account.self)
        do {
            try await change(services.accounts, id)
            return .seeOther("/accounts/\(id)?done=\(done)")
        } catch AccountError.lastAdministrator {
            let text = renderer.phrases(visit.language)("errors.lastAdministrator")
            return try accountPage(
                try await account(of: visit), visit,
                errors: ErrorSummary([.init(field: "account-state", text: text)]))
        } catch AccountError.unknownAccount {
            throw WebError.notFound
        }
    }

    func disableAccount(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        return try await change(visit, done: "account-disabled") {
            try await $0.disable($1, by: actor)
        }
    }

    func enableAccount(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        return try await change(visit, done: "account-enabled") {
            try await $0.enable($1, by: actor)
        }
    }

    func changeRole(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        guard let role = AccountRole(rawValue: visit.form["role"]) else {
            throw WebError.notFound
        }
        return try await change(visit, done: "role-changed") {
            try await $0.setRole(role, of: $1, by: actor)
        }
    }

    func signOutAccount(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        _ = try await account(of: visit)
        return try await change(visit, done: "account-signed-out") {
            try await $0.signOutEverywhere($1, by: actor)
        }
    }
}
