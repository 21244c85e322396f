// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Hummingbird
import NightlightCore
import WebSupport

struct ProvidersPage {
    struct Row {
        let id: String
        let identifier: String
        let name: String
        let email: String
        let isDisabled: Bool
    }

    /// A token, shown this once.
    struct Token {
        let name: String
        let text: String
    }

    let rows: [Row]
    let isEmpty: Bool
    let nextPath: String?
    let languages: [FilterOption]
    let name: String
    let email: String
    let nameError: String?
    let emailError: String?
    let token: Token?
}

extension Workbench {
    private static let providerRowsMax = 50

    func listProviders(_ visit: Visit) async throws -> Response { try await providers(visit) }

    private func providers(
        _ visit: Visit, field: String? = nil, error: String? = nil,
        token: ProvidersPage.Token? = nil
    ) async throws -> Response {
        let phrases = renderer.phrases(visit.language)
        let after = visit.request.query("after").flatMap { Provider.ID($0) }
        let providers = try await services.providers.list(
            after: after, limit: Self.providerRowsMax)
        let errors = error.flatMap { key in
            ErrorSummary([.init(field: field ?? "name", text: phrases(key))])
        }
        let last = providers.count == Self.providerRowsMax ? providers.last : nil
        let page = ProvidersPage(
            rows: providers.map {
                ProvidersPage.Row(
                    id: $0.id.text, identifier: $0.identifier.text, name: $0.name,
                    email: $0.abuseEmail ?? "–", isDisabled: $0.disabledAt != nil)
            },
            isEmpty: providers.isEmpty, nextPath: last.map { "/providers?after=\($0.id)" },
            languages: Self.languageOptions(selected: visit.form["language"]),
            name: errors == nil ? "" : visit.form["name"],
            email: errors == nil ? "" : visit.form["email"], nameError: errors?.text(at: "name"),
            emailError: errors?.text(at: "email"), token: token)
        return try render(
            "Pages/providers", page, visit, section: .providers, path: "/providers", errors: errors)
    }

    func registerProvider(_ visit: Visit) async throws -> Response {
        do {
            let provider = try await services.providers.register(
                name: visit.form["name"], abuseEmail: visit.form.optional("email"),
                language: Language(rawValue: visit.form["language"]) ?? visit.language,
                by: visit.actor)
            return try await token(for: provider, visit)
        } catch AccountError.providerNameInvalid {
            return try await providers(visit, field: "name", error: "errors.providerNameInvalid")
        } catch AccountError.emailInvalid {
            return try await providers(visit, field: "email", error: "errors.emailInvalid")
        }
    }

    func issueProviderToken(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(Provider.self)
        guard let provider = try await services.providers.provider(id), provider.disabledAt == nil
        else { throw WebError.notFound }
        return try await token(for: provider, visit)
    }

    /// Shows the token in this one answer and nowhere else.
    private func token(for provider: Provider, _ visit: Visit) async throws -> Response {
        let text = try await services.providers.issueToken(for: provider.id, by: visit.actor)
        return try await providers(
            visit, token: ProvidersPage.Token(name: provider.name, text: text))
    }

    func disableProvider(_ visit: Visit) async throws -> Response {
        do {
            try await services.providers.disable(visit.identifier(Provider.self), by: visit.actor)
            return .seeOther("/providers?done=provider-disabled")
        } catch AccountError.unknownProvider {
            throw WebError.notFound
        }
    }
}
