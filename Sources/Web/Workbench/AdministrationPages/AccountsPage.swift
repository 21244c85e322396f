// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// Accounts in the order in which they were made, and the form that makes one.
struct AccountsPage {
    struct Row {
        let path: String
        let name: String
        let role: String
        let state: Tag
        let created: String
    }

    let rows: [Row]
    let paging: Paging?
    let roles: SelectField
    let languages: SelectField
    let name: String
    let nameError: String?

    init(
        _ accounts: [Account], isContinued: Bool, _ form: Form, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        let last = accounts.count == AdministrationPages.rowsMax ? accounts.last : nil
        rows = accounts.map { account in
            Row(
                path: "/accounts/\(account.id)", name: account.name,
                role: words("role.\(account.role.rawValue)"), state: Tag(account, words),
                created: words.day(account.createdAt))
        }
        paging = Paging(
            first: isContinued ? "/accounts" : nil,
            next: last.map { "/accounts?after=\($0.id)" })
        roles = SelectField(roles: AccountRole(rawValue: form["role"]), words)
        languages = SelectField(
            languages: "language", label: words("list.language"),
            selected: Language(rawValue: form["language"]) ?? words.language)
        name = form["name"]
        nameError = errors?.text(at: "name")
    }
}

/// One account, and what can be done about it.
struct AccountPage {
    let id: String
    let name: String
    let state: Tag
    let facts: SummaryList
    let roles: SelectField
    let isDisabled: Bool
    let isOwn: Bool

    init(_ account: Account, isOwn: Bool, _ words: PageWords) {
        id = account.id.text
        name = account.name
        state = Tag(account, words)
        facts = SummaryList(
            "accounts.",
            [
                ("role", words("role.\(account.role.rawValue)")),
                ("language", account.language.ownName),
                ("created", words.day(account.createdAt)),
            ], words)
        roles = SelectField(roles: account.role, words)
        isDisabled = account.disabledAt != nil
        self.isOwn = isOwn
    }
}

extension SelectField {
    init(roles selected: AccountRole?, _ words: PageWords) {
        self.init(
            "role", label: words("accounts.role"),
            AccountRole.allCases.map {
                SelectField.Option(
                    $0.rawValue, words("role.\($0.rawValue)"),
                    isSelected: $0 == selected)
            })
    }
}

extension Tag {
    init(_ account: Account, _ words: PageWords) {
        if account.disabledAt != nil {
            self.init(words("accountState.disabled"))
        } else if account.hasPassword {
            self.init(words("accountState.active"), .good)
        } else {
            self.init(words("accountState.invited"), .wait)
        }
    }
}
