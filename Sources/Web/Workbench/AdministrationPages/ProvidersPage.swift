// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// Providers in the order in which they were registered, and the form that registers one.
struct ProvidersPage {
    struct Row {
        let path: String
        let identifier: String
        let name: String
        let email: String
        let state: Tag
    }

    let rows: [Row]
    let isEmpty: Bool
    let paging: Paging?
    let languages: SelectField
    let name: String
    let email: String
    let nameError: String?
    let emailError: String?

    init(
        _ providers: [Provider], isContinued: Bool, _ form: Form, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        let last = providers.count == AdministrationPages.rowsMax ? providers.last : nil
        rows = providers.map {
            Row(
                path: "/providers/\($0.id)", identifier: $0.identifier.text, name: $0.name,
                email: $0.abuseEmail ?? "–", state: Tag($0, words))
        }
        isEmpty = providers.isEmpty
        paging = Paging(
            first: isContinued ? "/providers" : nil,
            next: last.map { "/providers?after=\($0.id)" })
        languages = SelectField(
            languages: "language", label: words("list.language"),
            selected: Language(rawValue: form["language"]) ?? words.language)
        name = form["name"]
        email = form["email"]
        nameError = errors?.text(at: "name")
        emailError = errors?.text(at: "email")
    }
}

/// One provider with its tokens, and what can be done about it.
struct ProviderPage {
    struct Token {
        let prefix: String
        let state: Tag
        let created: String
        let used: String
        let isRevoked: Bool
    }

    let id: String
    let name: String
    let state: Tag
    let facts: SummaryList
    let tokens: [Token]
    let isDisabled: Bool

    init(_ snapshot: ProviderSnapshot, _ words: PageWords) {
        let provider = snapshot.provider
        id = provider.id.text
        name = provider.name
        state = Tag(provider, words)
        facts = SummaryList(
            "providers.",
            [
                ("identifier", provider.identifier.text), ("email", provider.abuseEmail ?? "–"),
                ("language", provider.language.ownName),
                ("registered", words.day(provider.createdAt)),
            ], words)
        tokens = snapshot.tokens.reversed().map { token in
            Token(
                prefix: token.prefix,
                state: token.revokedAt == nil
                    ? Tag(words("providers.tokenValid"), .good)
                    : Tag(words("providers.tokenRevoked")),
                created: words.day(token.createdAt),
                used: token.usedAt.map(words.moment) ?? words("providers.never"),
                isRevoked: token.revokedAt != nil)
        }
        isDisabled = provider.disabledAt != nil
    }
}

extension Tag {
    init(_ provider: Provider, _ words: PageWords) {
        self =
            provider.disabledAt == nil
            ? Tag(words("accountState.active"), .good) : Tag(words("accountState.disabled"))
    }
}
