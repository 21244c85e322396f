// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

struct AccountsPage {
    struct Row {
        let id: String
        let name: String
        let role: String
        let state: String
        let stateTag: String
        let created: String
        let isDisabled: Bool
    }

    /// A one-time link, shown this once.
    struct Link {
        let name: String
        let address: String
        let expires: String
    }

    let rows: [Row]
    let nextPath: String?
    let roles: [FilterOption]
    let languages: [FilterOption]
    let name: String
    let error: String?
    let link: Link?
}

extension Workbench {
    private static let accountRowsMax = 50

    func listAccounts(_ visit: Visit) async throws -> Response { try await accounts(visit) }

    private func accounts(
        _ visit: Visit, error: String? = nil, link: AccountsPage.Link? = nil
    ) async throws -> Response {
        let phrases = renderer.phrases(visit.language)
        let after = visit.request.query("after").flatMap { Account.ID($0) }
        let accounts = try await services.accounts.list(after: after, limit: Self.accountRowsMax)
        let text = error.map { phrases($0) }
        let rows = accounts.map { account in
            let state =
                account.disabledAt != nil ? "disabled" : account.hasPassword ? "active" : "invited"
            return AccountsPage.Row(
                id: account.id.text, name: account.name,
                role: phrases("role.\(account.role.rawValue)"),
                state: phrases("accountState.\(state)"),
                stateTag: state == "active" ? "good" : state == "invited" ? "wait" : "plain",
                created: timeText.day(account.createdAt, visit.language),
                isDisabled: account.disabledAt != nil)
        }
        let last = accounts.count == Self.accountRowsMax ? accounts.last : nil
        let page = AccountsPage(
            rows: rows, nextPath: last.map { "/accounts?after=\($0.id)" },
            roles: AccountRole.allCases.map {
                FilterOption(
                    value: $0.rawValue, text: phrases("role.\($0.rawValue)"),
                    isSelected: $0.rawValue == visit.form["role"])
            },
            languages: Self.languageOptions(selected: visit.form["language"]),
            name: error == nil ? "" : visit.form["name"], error: text, link: link)
        return try render(
            "Pages/accounts", page, visit, section: .accounts, path: "/accounts",
            errors: text.flatMap { ErrorSummary([.init(field: "name", text: $0)]) })
    }

    static func languageOptions(selected: String) -> [FilterOption] {
        Language.allCases.map {
            FilterOption(
                value: $0.rawValue, text: $0.ownName, isSelected: $0.rawValue == selected)
        }
    }

    func createAccount(_ visit: Visit) async throws -> Response {
        let role = AccountRole(rawValue: visit.form["role"]) ?? .analyst
        let language = Language(rawValue: visit.form["language"]) ?? visit.language
        do {
            let account = try await services.accounts.createAccount(
                name: visit.form["name"], role: role, language: language, by: visit.actor)
            return try await link(for: account, visit)
        } catch AccountError.nameInvalid {
            return try await accounts(visit, error: "errors.nameInvalid")
        } catch AccountError.nameTaken {
            return try await accounts(visit, error: "errors.nameTaken")
        }
    }

    func makeLink(_ visit: Visit) async throws -> Response {
        guard let account = try await services.accounts.account(visit.identifier(Account.self))
        else {
            throw WebError.notFound
        }
        return try await link(for: account, visit)
    }

    /// Shows the link in this one answer and nowhere else.
    private func link(for account: Account, _ visit: Visit) async throws -> Response {
        let link = try await services.accounts.oneTimeLink(for: account.id, by: visit.actor)
        return try await accounts(
            visit,
            link: AccountsPage.Link(
                name: account.name, address: "\(settings.origin)/welcome/\(link.token)",
                expires: timeText.moment(link.expiresAt, visit.language)))
    }

    func disableAccount(_ visit: Visit) async throws -> Response {
        do {
            try await services.accounts.disable(visit.identifier(Account.self), by: visit.actor)
            return .seeOther("/accounts?done=account-disabled")
        } catch AccountError.lastAdministrator {
            return try await accounts(visit, error: "errors.lastAdministrator")
        } catch AccountError.unknownAccount {
            throw WebError.notFound
        }
    }

    func enableAccount(_ visit: Visit) async throws -> Response {
        do {
            try await services.accounts.enable(visit.identifier(Account.self), by: visit.actor)
            return .seeOther("/accounts?done=account-enabled")
        } catch AccountError.unknownAccount {
            throw WebError.notFound
        }
    }
}
