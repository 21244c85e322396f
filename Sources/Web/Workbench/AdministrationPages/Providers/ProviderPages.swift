// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

enum ProviderPath {
    static let all = "/providers"
    static let new = "/providers/new"

    static func provider(_ id: Provider.ID) -> String { "\(all)/\(id)" }

    /// Tokens are named by their first part, which is no secret.
    static func revocation(_ token: ProviderToken, of id: Provider.ID) -> String {
        "\(provider(id))/revoke?token-prefix=\(token.prefix)"
    }
}

extension RegistryPage {
    init(_ providers: PageRows<Provider>, isContinued: Bool, _ words: PageWords) {
        title = words("section.providers")
        lead = words("providers.lead")
        create = Link(ProviderPath.new, words("providers.registerTitle"))
        table = DataTable(
            caption: title,
            [
                .init(words("providers.name")), .init(words("providers.identifier")),
                .init(words("providers.email")), .init(words("list.state")),
                .init(words("accounts.created")),
            ],
            providers.rows.map { provider in
                .init([
                    .init(provider.name, path: ProviderPath.provider(provider.id)),
                    .init(provider.identifier.text, isCode: true),
                    .init(provider.abuseEmail ?? words("providers.noEmail")),
                    .init("", tags: [Tag(provider, words)]),
                    .init(words.day(provider.createdAt)),
                ])
            },
            empty: EmptyState(
                title: words("providers.emptyTitle"), text: words("providers.emptyText"),
                action: create),
            paging: Self.paging(
                providers, isContinued: isContinued, path: ProviderPath.all, id: \.id))
    }
}

extension NewRecordPage {
    init(provider form: Form, _ errors: ErrorSummary?, _ words: PageWords) {
        title = words("providers.registerTitle")
        crumbs = Crumbs([Link(ProviderPath.all, words("section.providers"))])
        action = ProviderPath.all
        texts = [
            TextField(
                "name", label: words("providers.name"), value: form["name"],
                hint: words("providers.nameHint"), error: errors?.text(at: "name"),
                lengthMax: AccountLimits.providerNameLengthMax),
            TextField(
                "email", label: words("providers.emailOptional"), value: form["email"],
                hint: words("providers.emailHint"), error: errors?.text(at: "email"),
                inputMode: "email", lengthMax: AccountLimits.emailBytesMax),
        ]
        selects = [
            SelectField(
                languages: "language", label: words("providers.language"),
                selected: Language(rawValue: form["language"]) ?? words.language)
        ]
        button = Button(words("providers.register"))
        cancelPath = ProviderPath.all
    }
}

extension RecordPage {
    init(_ snapshot: ProviderSnapshot, _ words: PageWords) {
        let provider = snapshot.provider
        let path = ProviderPath.provider(provider.id)
        crumbs = Crumbs([Link(ProviderPath.all, words("section.providers"))])
        title = provider.name
        state = Tag(provider, words)
        facts = SummaryList([
            .init(words("providers.identifier"), provider.identifier.text, isCode: true),
            .init(
                words("providers.email"), provider.abuseEmail,
                placeholder: words("providers.noEmail")),
            .init(words("providers.language"), provider.language.ownName),
            .init(words("providers.registered"), words.day(provider.createdAt)),
        ])
        parts = [
            Part(title: words("providers.tokens"), table: DataTable(tokensOf: snapshot, words))
        ]
        acts = Acts(
            words("list.acts"),
            provider.disabledAt == nil
                ? [
                    Act(
                        words("providers.issueTitle"), words("providers.issueHint"),
                        action: "\(path)/token", button: Button(words("providers.issue"))),
                    Act(
                        words("providers.disableTitle"), words("providers.disableHint"),
                        link: Link("\(path)/disable", words("accounts.disable"))),
                ]
                : [
                    Act(
                        words("accounts.enableTitle"), words("providers.enableHint"),
                        action: "\(path)/enable", button: Button(words("accounts.enable")))
                ])
    }
}

extension DataTable {
    /// A provider's tokens, newest first, each with the way to revoke it.
    fileprivate init(tokensOf snapshot: ProviderSnapshot, _ words: PageWords) {
        let rows = snapshot.tokens.reversed().map { token in
            let isValid = token.revokedAt == nil
            return Row(
                [
                    Cell(token.shown, isCode: true),
                    Cell(
                        "",
                        tags: [
                            isValid
                                ? Tag(words("providers.tokenValid"), .good)
                                : Tag(words("providers.tokenRevoked"))
                        ]),
                    Cell(words.day(token.createdAt)),
                    Cell(token.usedAt.map(words.moment) ?? words("providers.never")),
                ],
                actions: isValid
                    ? [
                        Link(
                            ProviderPath.revocation(token, of: snapshot.provider.id),
                            words("providers.revoke"), hiddenText: token.shown)
                    ] : [])
        }
        self.init(
            caption: words("providers.tokens"),
            [
                .init(words("providers.tokenPrefix")), .init(words("list.state")),
                .init(words("accounts.created")), .init(words("providers.used")),
            ], rows,
            empty: EmptyState(
                title: words("providers.noTokensTitle"), text: words("providers.noTokens")))
    }
}

extension ProviderToken {
    /// As people tell tokens apart.
    var shown: String { "nlp_\(prefix)…" }
}

extension Tag {
    init(_ provider: Provider, _ words: PageWords) {
        self =
            provider.disabledAt == nil
            ? Tag(words("accountState.active"), .good) : Tag(words("accountState.disabled"))
    }
}
