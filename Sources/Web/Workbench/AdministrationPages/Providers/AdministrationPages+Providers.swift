// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Accounts
import Hummingbird
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

extension AdministrationPages {
    func listProviders(_ request: StaffRequest) async throws -> Response {
        let after = request.query("after").flatMap { Provider.ID($0) }
        let providers = PageRows(
            try await services.providers.list(
                after: after, limit: PageRows<Provider>.readCount(Self.rowsMax)),
            count: Self.rowsMax)
        let page = RegistryPage(
            providers, isContinued: after != nil, printer.words(for: request))
        return try printer.page("Pages/registry", page, for: request, in: .providers)
    }

    func newProvider(_ request: StaffRequest) async throws -> Response {
        try newProviderPage(request)
    }

    private func newProviderPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil
    ) throws -> Response {
        let page = NewRecordPage(provider: request.form, errors, printer.words(for: request))
        return try printer.page(
            "Pages/new-record", page, for: request, in: .providers, path: ProviderPath.new,
            errors: errors)
    }

    func registerProvider(_ request: StaffRequest) async throws -> Outcome {
        func refuse(_ field: String, _ key: String) throws -> Outcome {
            let errors = printer.words(for: request).problem(at: field, key)
            return .unchanged(try newProviderPage(request, errors: errors))
        }
        do {
            let provider = try await services.providers.register(
                name: request.form["name"], abuseEmail: request.form.optional("email"),
                language: Language(rawValue: request.form["language"]) ?? request.language,
                by: request.actor)
            return back(to: provider, .providerRegistered, isNew: true)
        } catch AccountError.providerNameInvalid {
            return try refuse("name", "errors.providerNameInvalid")
        } catch AccountError.providerNameTaken {
            return try refuse("name", "errors.providerNameTaken")
        } catch AccountError.emailInvalid {
            return try refuse("email", "errors.emailInvalid")
        }
    }

    func showProvider(_ request: StaffRequest) async throws -> Response {
        let snapshot = try await snapshot(of: request)
        return try printer.page(
            "Pages/record", RecordPage(snapshot, printer.words(for: request)), for: request,
            in: .providers)
    }

    private func snapshot(of request: StaffRequest) async throws -> ProviderSnapshot {
        let id = try request.identifier(Provider.ID.self)
        let snapshot = try await services.database.read { [services] in
            try ProviderSnapshot(of: id, services.providers, in: $0)
        }
        guard let snapshot else { throw WebError.notFound }
        return snapshot
    }

    /// Shows a new token in this one answer and nowhere else.
    func issueProviderToken(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await snapshot(of: request).provider
        guard provider.disabledAt == nil else { throw WebError.notFound }
        let text = try await services.providers.issueToken(for: provider.id, by: request.actor)
        let words = printer.words(for: request)
        let path = ProviderPath.provider(provider.id)
        let page = SecretPage(
            title: words("providers.tokenTitle", ["name": provider.name]),
            text: words("providers.tokenText"), words("secret.token"), secret: text,
            back: path, backText: provider.name)
        return .done(
            try printer.page("Pages/secret", page, for: request, in: .providers, path: path))
    }

    func askToRevokeProviderToken(_ request: StaffRequest) async throws -> Response {
        let snapshot = try await snapshot(of: request)
        let prefix = request.query("token-prefix")
        guard let token = snapshot.tokens.first(where: { $0.prefix == prefix }) else {
            throw WebError.notFound
        }
        let words = printer.words(for: request)
        let path = ProviderPath.provider(snapshot.provider.id)
        let page = ConfirmPage(
            title: words("providers.revokeAsk"), text: words("providers.revokeText"),
            facts: SummaryList([
                .init(words("providers.name"), snapshot.provider.name),
                .init(words("providers.tokenPrefix"), token.shown, isCode: true),
                .init(
                    words("providers.used"),
                    token.usedAt.map(words.moment) ?? words("providers.never")),
            ]), action: "\(path)/revoke", hidden: [.init("token-prefix", token.prefix)],
            buttonText: words("providers.revokeButton"), cancelPath: path,
            crumbs: crumbs(to: snapshot.provider, words), for: request)
        return try printer.page("Pages/confirm", page, for: request, in: .providers)
    }

    private func crumbs(to provider: Provider, _ words: PageWords) -> [Link] {
        [
            Link(ProviderPath.all, words("section.providers")),
            Link(ProviderPath.provider(provider.id), provider.name),
        ]
    }

    func revokeProviderToken(_ request: StaffRequest) async throws -> Outcome {
        let snapshot = try await snapshot(of: request)
        let prefix = request.form["token-prefix"]
        guard snapshot.tokens.contains(where: { $0.prefix == prefix }) else {
            throw WebError.notFound
        }
        let isNew = try await services.providers.revokeToken(prefix: prefix, by: request.actor)
        return back(to: snapshot.provider, .tokenRevoked, isNew: isNew)
    }

    func askToDisableProvider(_ request: StaffRequest) async throws -> Response {
        let provider = try await snapshot(of: request).provider
        let words = printer.words(for: request)
        let path = ProviderPath.provider(provider.id)
        let page = ConfirmPage(
            title: words("accounts.disableAsk", ["name": provider.name]),
            text: words("providers.disableHint"), action: "\(path)/disable",
            buttonText: words("providers.disableTitle"), cancelPath: path,
            crumbs: crumbs(to: provider, words), for: request)
        return try printer.page("Pages/confirm", page, for: request, in: .providers)
    }

    func disableProvider(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await snapshot(of: request).provider
        let isNew = try await services.providers.disable(provider.id, by: request.actor)
        return back(to: provider, .providerDisabled, isNew: isNew)
    }

    func enableProvider(_ request: StaffRequest) async throws -> Outcome {
        let provider = try await snapshot(of: request).provider
        let isNew = try await services.providers.enable(provider.id, by: request.actor)
        return back(to: provider, .providerEnabled, isNew: isNew)
    }

    private func back(to provider: Provider, _ done: Done, isNew: Bool) -> Outcome {
        let response = Response.seeOther(ProviderPath.provider(provider.id), done: done)
        return isNew ? .done(response) : .unchanged(response)
    }
}
