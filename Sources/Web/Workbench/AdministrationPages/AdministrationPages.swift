// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// AdministrationPages: who may sign in, and which providers may report.
//
// A secret (a one-time link, a token) is shown in the one answer that makes it, and never again.
//
// May touch: accounts and providers. No casework.
// Invariants:
// - secrets are shown once, to the one who asked for them.

import HTTPTypes
package import Accounts
import NightlightCore
package import Storage
import WebSupport
package import WorkbenchShell

package struct AdministrationPages: PageModule {
    /// What these pages work with.
    package struct Services: Sendable {
        let database: any Database
        let accounts: AccountService
        let providers: ProviderService
        /// Where people reach the workbench, for one-time links.
        let origin: String

        package init(
            database: any Database, accounts: AccountService, providers: ProviderService,
            origin: String
        ) {
            self.database = database
            self.accounts = accounts
            self.providers = providers
            self.origin = origin
        }
    }

    package static let name = "AdministrationPages"
    package static let sections = [Section.providers, .accounts]

    // LIMIT: 50 accounts or providers on a page.
    static let rowsMax = 50

    let services: Services
    let printer: PagePrinter

    package init(services: Services, printer: PagePrinter) {
        self.services = services
        self.printer = printer
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case accountDisabled = "account-disabled"
        case accountEnabled = "account-enabled"
        case accountSignedOut = "account-signed-out"
        case roleChanged = "role-changed"
        case providerRegistered = "provider-registered"
        case providerDisabled = "provider-disabled"
        case providerEnabled = "provider-enabled"
        case tokenRevoked = "token-revoked"
    }
}

extension Section {
    static let providers = Section("providers", path: "/providers", .administrator, key: "p")
    static let accounts = Section("accounts", path: "/accounts", .administrator, key: "a")
}

extension AdministrationPages {
    package static var routes: [PageRoute<Self>] { accountRoutes + providerRoutes }

    private static var accountRoutes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/accounts", .role(.administrator)) { try await $0.listAccounts($1) },
            PageRoute(.get, "/accounts/new", .role(.administrator)) {
                try await $0.newAccount($1)
            },
            change("/accounts", .accountCreated) { try await $0.createAccount($1) },
            PageRoute(.get, "/accounts/{id}", .role(.administrator)) {
                try await $0.showAccount($1)
            },
            change("/accounts/{id}/link", .accountLinkMade) { try await $0.makeLink($1) },
            change("/accounts/{id}/role", .accountRoleChanged) {
                try await $0.changeRole($1)
            },
            change("/accounts/{id}/sign-out", .accountSignedOutEverywhere) {
                try await $0.signOutAccount($1)
            },
            PageRoute(.get, "/accounts/{id}/disable", .role(.administrator)) {
                try await $0.askToDisableAccount($1)
            },
            change("/accounts/{id}/disable", .accountDisabled) {
                try await $0.disableAccount($1)
            },
            change("/accounts/{id}/enable", .accountEnabled) {
                try await $0.enableAccount($1)
            },
        ]
    }

    private static var providerRoutes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/providers", .role(.administrator)) {
                try await $0.listProviders($1)
            },
            PageRoute(.get, "/providers/new", .role(.administrator)) {
                try await $0.newProvider($1)
            },
            change("/providers", .providerRegistered) { try await $0.registerProvider($1) },
            PageRoute(.get, "/providers/{id}", .role(.administrator)) {
                try await $0.showProvider($1)
            },
            change("/providers/{id}/token", .providerTokenIssued) {
                try await $0.issueProviderToken($1)
            },
            PageRoute(.get, "/providers/{id}/revoke", .role(.administrator)) {
                try await $0.askToRevokeProviderToken($1)
            },
            change("/providers/{id}/revoke", .providerTokenRevoked) {
                try await $0.revokeProviderToken($1)
            },
            PageRoute(.get, "/providers/{id}/disable", .role(.administrator)) {
                try await $0.askToDisableProvider($1)
            },
            change("/providers/{id}/disable", .providerDisabled) {
                try await $0.disableProvider($1)
            },
            change("/providers/{id}/enable", .providerEnabled) {
                try await $0.enableProvider($1)
            },
        ]
    }

    private static func change(
        _ path: String, _ audit: AuditKind, _ handler: @escaping PageRoute<Self>.Handler
    ) -> PageRoute<Self> {
        PageRoute(.post, path, .role(.administrator), audit: [audit], handler)
    }
}
