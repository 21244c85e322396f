// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import NightlightCore
import WebSupport

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
    let paging: Paging
    let languages: Choices
    let name: String
    let email: String
    let nameError: String?
    let emailError: String?
}

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
    let facts: [Fact]
    let tokens: [Token]
    let isDisabled: Bool
}

extension Workbench {
    /// LIMIT: 50 providers on a page.
    private static let providerRowsMax = 50

    func listProviders(_ request: StaffRequest) async throws -> Response {
        try await providers(request)
    }

    private func providers(_ request: StaffRequest, errors: ErrorSummary? = nil) async throws
        -> Response
    {
        let phrases = renderer.phrases(request.language)
        let after = request.query("after").flatMap { Provider.ID($0) }
        let providers = try await services.providers.list(
            after: after, limit: Self.providerRowsMax)
        let last = providers.count == Self.providerRowsMax ? providers.last : nil
        let page = ProvidersPage(
            rows: providers.map {
                ProvidersPage.Row(
                    path: "/providers/\($0.id)", identifier: $0.identifier.text, name: $0.name,
                    email: $0.abuseEmail ?? "–", state: Self.state(of: $0, phrases))
            },
            isEmpty: providers.isEmpty,
            paging: Paging(
                first: after == nil ? nil : "/providers",
                next: last.map { "/providers?after=\($0.id)" }),
            languages: Choices(
                languages: "language", label: phrases("accounts.language"),
                selected: Language(rawValue: request.form["language"]) ?? request.language),
            name: request.form["name"], email: request.form["email"],
            nameError: errors?.text(at: "name"), emailError: errors?.text(at: "email"))
        return try render(
            "Pages/providers", page, request, section: .providers, path: "/providers",
            errors: errors)
    }

    private static func state(of provider: Provider, _ phrases: Phrases) -> Tag {
        provider.disabledAt == nil
            ? Tag(phrases("accountState.active"), .good) : Tag(phrases("accountState.disabled"))
    }

    func registerProvider(_ request: StaffRequest) async throws -> Outcome {
        func refuse(_ field: String, _ key: String) async throws -> Outcome {
            let text = renderer.phrases(request.language)(key)
            return .unchanged(
                try await providers(
                    request, errors: ErrorSummary([.init(field: field, text: text)])))
        }
        do {
            let provider = try await services.providers.register(
                name: request.form["name"], abuseEmail: request.form.optional("email"),
                language: Language(rawValue: request.form["language"]) ?? request.language,
                by: request.actor)
            return .done(.seeOther("/providers/\(provider.id)?done=provider-registered"))
        } catch AccountError.providerNameInvalid {
            return try await refuse("name", "errors.providerNameInvalid")
        } catch AccountError.providerNameTaken {
            return try await refuse("name", "errors.providerNameTaken")
        } catch AccountError.emailInvalid {
            return try await refuse("email", "errors.emailInvalid")
        }
    }

    func showProvider(_ request: StaffRequest) async throws -> Response {
        let provider = try await provider(of: request)
        let phrases = renderer.phrases(request.language)
        let tokens = try await services.providers.tokens(of: provider.id)
        let facts = [
            ("identifier", provider.identifier.text), ("email", provider.abuseEmail ?? "–"),
            ("language", provider.language.ownName),
            ("registered", timeText.day(provider.createdAt, request.language)),
        ]
        let page = ProviderPage(
            id: provider.id.text, name: provider.name, state: Self.state(of: provider, phrases),
            facts: facts.map { Fact(name: phrases("providers.\($0)"), value: $1) },
            tokens: tokens.reversed().map { token in
                ProviderPage.Token(
                    prefix: token.prefix,
                    state: token.revokedAt == nil
                        ? Tag(phrases("providers.tokenValid"), .good)
                        : Tag(phrases("providers.tokenRevoked")),
                    created: timeText.day(token.createdAt, request.language),
                    used: token.usedAt.map { timeText.moment($0, request.language) }
                        ?? phrases("providers.never"),
                    isRevoked: token.revokedAt != nil)
            }, isDisabled: provider.disabledAt != nil)
        return try render(
            "Pages/provider", page, request, section: .providers, path: "/providers/\(provider.id)")
    }

    private func provider(of request: StaffRequest) async throws -> Provider {
        guard
            let provider = try await services.providers.provider(request.identifier(Provider.self))
        else { throw WebError.notFound }
        return provider
    }

    /// Shows a new token in this one answer and nowhere else.
    func issueProviderToken(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await provider(of: request)
        guard provider.disabledAt == nil else { throw WebError.notFound }
        let text = try await services.providers.issueToken(for: provider.id, by: request.actor)
        let phrases = renderer.phrases(request.language)
        let page = SecretPage(
            title: phrases("providers.tokenTitle", ["name": provider.name]),
            text: phrases("providers.tokenText"), secret: text, expires: nil,
            back: "/providers/\(provider.id)", backText: provider.name)
        return .done(
            try render(
                "Pages/secret", page, request, section: .providers,
                path: "/providers/\(provider.id)"))
    }

    /// Tokens are named by their first part, which is no secret.
    func revokeProviderToken(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await provider(of: request)
        let prefix = request.form["token-prefix"]
        let known = try await services.providers.tokens(of: provider.id)
        guard known.contains(where: { $0.prefix == prefix }) else { throw WebError.notFound }
        let isNew = try await services.providers.revokeToken(prefix: prefix, by: request.actor)
        return back(to: provider, done: "token-revoked", isNew: isNew)
    }

    func disableProvider(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await provider(of: request)
        let isNew = try await services.providers.disable(provider.id, by: request.actor)
        return back(to: provider, done: "provider-disabled", isNew: isNew)
    }

    func enableProvider(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await provider(of: request)
        let isNew = try await services.providers.enable(provider.id, by: request.actor)
        return back(to: provider, done: "provider-enabled", isNew: isNew)
    }

    private func back(to provider: Provider, done: String, isNew: Bool) -> Outcome {
        let response = Response.seeOther("/providers/\(provider.id)?done=\(done)")
        return isNew ? .done(response) : .unchanged(response)
    }
}
