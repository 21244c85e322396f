// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import HTTPTypes
package import Hummingbird
package import WebSupport

/// Who may use a route: everyone (signing in, static files), or a role and those above it.
package enum WorkbenchAccess: Sendable, Equatable {
    case everyone
    case role(AccountRole)

    var text: String {
        switch self {
        case .everyone: "everyone"
        case .role(let role): role.rawValue
        }
    }
}

package typealias WorkbenchRoute = Route<
    WorkbenchAccess, @Sendable (Workbench, Visit) async throws -> Response
>

extension Workbench {
    /// The site map.
    ///
    /// A path that is not here does not exist.
    package static var routes: [WorkbenchRoute] {
        signInRoutes + incidentRoutes + operationRoutes + administrationRoutes
    }

    private static var signInRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/sign-in", .everyone) { try $0.askSignIn($1) },
            WorkbenchRoute(.post, "/sign-in", .everyone, audit: "account.signed-in") {
                try await $0.signIn($1)
            },
            WorkbenchRoute(.get, "/welcome/{link}", .everyone) { try $0.askNewPassword($1) },
            WorkbenchRoute(.post, "/welcome", .everyone, audit: "account.link-redeemed") {
                try await $0.redeemLink($1)
            },
            WorkbenchRoute(.post, "/sign-out", .role(.analyst), audit: "account.signed-out") {
                try await $0.signOut($1)
            },
            WorkbenchRoute(.post, "/language", .everyone) { $0.switchLanguage($1) },
            WorkbenchRoute(.get, "/static/{name}", .everyone) { try $0.asset($1) },
            WorkbenchRoute(.get, "/healthz", .everyone) { _, _ in .text("ok\n") },
        ]
    }

    private static var incidentRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/", .role(.analyst)) { try await $0.queue($1) },
            WorkbenchRoute(
                .get, "/incidents/{id}", .role(.analyst), audit: "incident.viewed"
            ) { try await $0.showIncident($1) },
            WorkbenchRoute(
                .post, "/incidents/{id}/address", .role(.analyst), audit: "incident.address-shown"
            ) { try await $0.showIncident($1, revealing: .address) },
            WorkbenchRoute(
                .post, "/incidents/{id}/report", .role(.analyst), audit: "incident.report-shown"
            ) { try await $0.showIncident($1, revealing: .report) },
        ]
    }

    private static var operationRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/system", .role(.analyst)) { try await $0.showSystem($1) },
            WorkbenchRoute(.get, "/jobs", .role(.supervisor)) { try await $0.listJobs($1) },
            WorkbenchRoute(.post, "/jobs/{id}/retry", .role(.supervisor), audit: "job.retried") {
                try await $0.retryJob($1)
            },
        ]
    }

    private static var administrationRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/accounts", .role(.administrator)) {
                try await $0.listAccounts($1)
            },
            WorkbenchRoute(.post, "/accounts", .role(.administrator), audit: "account.created") {
                try await $0.createAccount($1)
            },
            WorkbenchRoute(
                .post, "/accounts/{id}/link", .role(.administrator), audit: "account.link-made"
            ) { try await $0.makeLink($1) },
            WorkbenchRoute(
                .post, "/accounts/{id}/disable", .role(.administrator), audit: "account.disabled"
            ) { try await $0.disableAccount($1) },
            WorkbenchRoute(
                .post, "/accounts/{id}/enable", .role(.administrator), audit: "account.enabled"
            ) { try await $0.enableAccount($1) },
            WorkbenchRoute(.get, "/providers", .role(.administrator)) {
                try await $0.listProviders($1)
            },
            WorkbenchRoute(
                .post, "/providers", .role(.administrator), audit: "provider.registered"
            ) { try await $0.registerProvider($1) },
            WorkbenchRoute(
                .post, "/providers/{id}/token", .role(.administrator),
                audit: "provider.token-issued"
            ) { try await $0.issueProviderToken($1) },
            WorkbenchRoute(
                .post, "/providers/{id}/disable", .role(.administrator),
                audit: "provider.disabled"
            ) { try await $0.disableProvider($1) },
        ]
    }

    /// The same table, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map {
            RouteDescription(
                method: $0.method.rawValue, path: $0.path, access: $0.access.text,
                audit: $0.audit, bodyBytesMax: $0.bodyBytesMax)
        }
    }
}
