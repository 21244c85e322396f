// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import NightlightCore
import WebSupport

/// Signing in and out, one's own account, and what every page links to.
package struct SignInPages: PageModule {
    package static let name = "WorkbenchShell"
    package static let resources: [String] = []
    package static let sections: [Section] = []

    let accounts: AccountService
    let cookies: CookieJar
    let deviceCookie: DeviceCookie
    let printer: PagePrinter

    package init(_ shell: WorkbenchShell) throws {
        accounts = shell.accounts
        cookies = shell.cookies
        deviceCookie = shell.deviceCookie
        printer = try shell.printer(for: Self.self)
    }

    package static var routes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/sign-in", .everyone) { try $0.askSignIn($1) },
            PageRoute(.post, "/sign-in", .everyone, audit: [.accountSignedIn]) {
                try await $0.signIn($1)
            },
            PageRoute(.get, "/welcome/{link}", .everyone) { try $0.askNewPassword($1) },
            PageRoute(.post, "/welcome", .everyone, audit: [.accountPasswordSet]) {
                try await $0.redeemLink($1)
            },
            PageRoute(.post, "/language", .everyone) { $0.switchLanguage($1) },
            PageRoute(.get, "/static/{name}", .everyone) { try $0.asset($1) },
            PageRoute(.get, "/healthz", .everyone) { _, _ in .text("ok\n") },
            PageRoute(.post, "/sign-out", .role(.analyst), audit: [.accountSignedOut]) {
                try await $0.signOut($1)
            },
            PageRoute(.get, "/account", .role(.analyst)) { try $0.showOwnAccount($1) },
            PageRoute(
                .post, "/account/password", .role(.analyst), audit: [.accountPasswordChanged]
            ) { try await $0.changePassword($1) },
            PageRoute(
                .post, "/account/sign-out-everywhere", .role(.analyst),
                audit: [.accountSignedOutEverywhere]
            ) { try await $0.signOutEverywhere($1) },
        ]
    }

    /// What a page says after one of these was done.
    enum Done: String, CaseIterable {
        case sessionEnded = "session-ended"
        case signedOut = "signed-out"
        case signedOutEverywhere = "signed-out-everywhere"
        case passwordChanged = "password-changed"
    }

    private func asset(_ request: StaffRequest) throws -> Response {
        try printer.renderer.assets.response(
            to: request.http, name: request.parameter("name"))
    }
}
