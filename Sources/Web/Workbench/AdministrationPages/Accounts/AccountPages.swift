// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

enum AccountPath {
    static let all = "/accounts"
    static let new = "/accounts/new"

    static func account(_ id: Account.ID) -> String { "\(all)/\(id)" }
}

extension RegistryPage {
    init(_ accounts: PageRows<Account>, isContinued: Bool, _ words: PageWords) {
        title = words("section.accounts")
        lead = words("accounts.lead")
        create = Link(AccountPath.new, words("accounts.createTitle"))
        table = DataTable(
            caption: title,
            [
                .init(words("accounts.name")), .init(words("accounts.role")),
                .init(words("list.state")), .init(words("list.language")),
                .init(words("accounts.created")),
            ],
            accounts.rows.map { account in
                .init([
                    .init(account.name, path: AccountPath.account(account.id)),
                    .init(words("role.\(account.role.rawValue)")),
                    .init("", tags: [Tag(account, words)]), .init(account.language.ownName),
                    .init(words.day(account.createdAt)),
                ])
            },
            paging: Self.paging(
                accounts, isContinued: isContinued, path: AccountPath.all, id: \.id))
    }
}

extension NewRecordPage {
    init(account form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        title = words("accounts.createTitle")
        crumbs = Crumbs([Link(AccountPath.all, words("section.accounts"))])
        action = AccountPath.all
        texts = [
            TextField(
                "name", label: words("accounts.name"), value: form["name"],
                hint: words("accounts.nameHint"), error: errors?.text(at: "name"), width: .middle,
                isLiteral: true, lengthMax: AccountLimits.nameLengthMax)
        ]
        selects = [
            SelectField(roles: AccountRole(rawValue: form["role"]) ?? .analyst, words),
            SelectField(
                languages: "language", label: words("accounts.language"),
                selected: Language(rawValue: form["language"]) ?? words.language),
        ]
        button = Button(words("accounts.create"))
        cancelPath = AccountPath.all
    }
}

extension RecordPage {
    init(_ account: Account, isOwn: Bool, _ words: PageWords) {
        crumbs = Crumbs([Link(AccountPath.all, words("section.accounts"))])
        title = account.name
        state = Tag(account, words)
        facts = SummaryList(
            "accounts.",
            [
                ("role", words("role.\(account.role.rawValue)")),
                ("language", account.language.ownName),
                ("created", words.day(account.createdAt)),
            ], words)
        parts = []
        let path = AccountPath.account(account.id)
        acts = Acts(
            words("list.acts"),
            account.disabledAt == nil
                ? Self.acts(on: account, path, isOwn: isOwn, words)
                : [
                    Act(
                        words("accounts.enableTitle"), words("accounts.enableHint"),
                        action: "\(path)/enable", button: Button(words("accounts.enable")))
                ])
    }

    private static func acts(
        on account: Account, _ path: String, isOwn: Bool, _ words: PageWords
    ) -> [Act] {
        [
            Act(
                words("accounts.roleTitle"), words("accounts.roleHint"), action: "\(path)/role",
                select: SelectField(roles: account.role, words),
                button: Button(words("accounts.changeRole"), tone: .quiet)),
            Act(
                words("accounts.linkHeading"), words("accounts.linkHint"),
                action: "\(path)/link", button: Button(words("accounts.makeLink"), tone: .quiet)),
            Act(
                words("accounts.signOutTitle"), words("accounts.signOutHint"),
                action: "\(path)/sign-out",
                button: Button(words("accounts.signOut"), tone: .quiet)),
            Act(
                words("accounts.disableTitle"),
                words(isOwn ? "accounts.disableOwn" : "accounts.disableHint"),
                link: Link("\(path)/disable", words("accounts.disable"))),
        ]
    }
}

extension SelectField {
    init(roles selected: AccountRole, _ words: PageWords) {
        self.init(
            "role", label: words("accounts.role"),
            AccountRole.allCases.map {
                .init($0.rawValue, words("role.\($0.rawValue)"), isSelected: $0 == selected)
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
