// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import HTTPTypes
import Hummingbird
package import WebSupport

/// Who may use a route: everyone (signing in, static files), or a role and those above it.
package enum WorkbenchAccess: RouteAccess, Equatable {
    case everyone
    case role(AccountRole)

    package var text: String {
        switch self {
        case .everyone: "everyone"
        case .role(let role): role.rawValue
        }
    }

    package func check(_ caller: Session?) throws(WebError) {
        switch self {
        case .everyone: return
        case .role(let least):
            guard let caller else { throw .signInNeeded }
            guard caller.account.role >= least else { throw .notAllowed }
        }
    }
}

package typealias WorkbenchRoute = Route<WorkbenchAccess, Workbench, StaffRequest>

extension Workbench {
    /// The site map.
    ///
    /// A path that is not here does not exist.
    package static var routes: [WorkbenchRoute] {
        signInRoutes + incidentRoutes + takedownRoutes + hashListRoutes + hashReviewRoutes
            + operationRoutes
            + accountRoutes
            + providerRoutes
    }

    private static var signInRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/sign-in", .everyone) { try $0.askSignIn($1) },
            WorkbenchRoute(.post, "/sign-in", .everyone, audit: ["account.signed-in"]) {
                try await $0.signIn($1)
            },
            WorkbenchRoute(.get, "/welcome/{link}", .everyone) { try $0.askNewPassword($1) },
            WorkbenchRoute(.post, "/welcome", .everyone, audit: ["account.password-set"]) {
                try await $0.redeemLink($1)
            },
            WorkbenchRoute(.post, "/language", .everyone) { $0.switchLanguage($1) },
            WorkbenchRoute(.get, "/static/{name}", .everyone) { try $0.asset($1) },
            WorkbenchRoute(.get, "/healthz", .everyone) { _, _ in .text("ok\n") },
            WorkbenchRoute(.post, "/sign-out", .role(.analyst), audit: ["account.signed-out"]) {
                try await $0.signOut($1)
            },
            WorkbenchRoute(.get, "/account", .role(.analyst)) { try $0.showOwnAccount($1) },
            WorkbenchRoute(
                .post, "/account/password", .role(.analyst), audit: ["account.password-changed"]
            ) { try await $0.changePassword($1) },
            WorkbenchRoute(
                .post, "/account/sign-out-everywhere", .role(.analyst),
                audit: ["account.signed-out-everywhere"]
            ) { try await $0.signOutEverywhere($1) },
        ]
    }

    private static var incidentRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/", .role(.analyst)) { try await $0.queue($1) },
            WorkbenchRoute(
                .get, "/incidents/{id}", .role(.analyst), audit: ["incident.viewed"]
            ) { try await $0.showIncident($1) },
            WorkbenchRoute(
                .get, "/incidents/{id}/timeline", .role(.analyst), audit: ["incident.viewed"]
            ) { try await $0.showTimeline($1) },
            WorkbenchRoute(
                .post, "/incidents/{id}/address", .role(.analyst), audit: ["incident.address-shown"]
            ) { try await $0.showIncident($1, revealing: .address) },
            WorkbenchRoute(
                .post, "/incidents/{id}/report", .role(.analyst), audit: ["incident.report-shown"]
            ) { try await $0.showIncident($1, revealing: .report) },
            WorkbenchRoute(
                .post, "/incidents/{id}/decision", .role(.analyst), audit: ["assessment.assessed"]
            ) { try await $0.decide($1) },
        ]
            + TakedownMove.allCases.map { move in
                WorkbenchRoute(
                    .post, "/incidents/{id}/takedowns/\(move.rawValue)", .role(move.leastRole),
                    audit: ["takedown.moved"]
                ) { try await $0.moveTakedowns(move, $1) }
            }
    }

    private static var takedownRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/takedowns", .role(.analyst)) { try await $0.listTakedowns($1) },
            WorkbenchRoute(
                .get, "/takedowns/{id}", .role(.analyst), audit: ["incident.viewed"]
            ) { try await $0.showTakedown($1) },
            WorkbenchRoute(
                .post, "/takedowns/{id}/contact", .role(.supervisor), audit: ["takedown.moved"]
            ) { try await $0.setContact($1) },
            WorkbenchRoute(.get, "/notices", .role(.analyst)) { try await $0.listNotices($1) },
            WorkbenchRoute(.get, "/notices/{id}", .role(.analyst), audit: ["notice.viewed"]) {
                try await $0.showNotice($1)
            },
            WorkbenchRoute(
                .post, "/notices/{id}/retry", .role(.supervisor), audit: ["notice.retried"]
            ) { try await $0.retryNotice($1) },
        ]
    }

    private static var hashListRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/hash-lists", .role(.analyst)) {
                try await $0.listHashLists($1)
            },
            WorkbenchRoute(
                .post, "/hash-lists/find", .role(.analyst), audit: ["hash-list.searched"]
            ) { try await $0.findHash($1) },
            WorkbenchRoute(
                .get, "/hash-lists/{id}", .role(.analyst), audit: ["hash-list.viewed"]
            ) { try await $0.showHashList($1) },
            WorkbenchRoute(
                .get, "/hash-lists/{id}/entry", .role(.analyst), audit: ["hash-list.viewed"]
            ) { try await $0.showHashEntry($1) },
            WorkbenchRoute(
                .post, "/hash-lists/{id}/settings", .role(.supervisor),
                audit: ["hash-list.changed", "hash-list.proposed"]
            ) { try await $0.changeHashList($1) },
            WorkbenchRoute(
                .get, "/hash-lists/{id}/withdraw", .role(.supervisor), audit: ["hash-list.viewed"]
            ) { try await $0.askWithdrawal($1) },
            WorkbenchRoute(
                .post, "/hash-lists/{id}/withdraw", .role(.supervisor),
                audit: ["hash-list.entry-withdrawn"]
            ) { try await $0.withdrawHash($1) },
        ]
    }

    /// What takes two people, and what is held back.
    private static var hashReviewRoutes: [WorkbenchRoute] {
        func review(
            _ path: String, _ audit: [String], _ handler: @escaping WorkbenchRoute.Handler
        ) -> WorkbenchRoute {
            WorkbenchRoute(.post, path, .role(.supervisor), audit: audit, handler)
        }
        return [
            review(
                "/hash-lists/{id}/add", ["hash-list.entry-added", "hash-list.proposed"]
            ) { try await $0.addHash($1) },
            review(
                "/hash-lists/{id}/restore",
                ["hash-list.entry-restored", "hash-list.entry-held", "hash-list.proposed"]
            ) { try await $0.restoreHash($1) },
            review("/hash-lists/{id}/release", ["hash-list.entry-released"]) {
                try await $0.releaseHash($1)
            },
            WorkbenchRoute(
                .get, "/hash-lists/quarantine", .role(.supervisor), audit: ["hash-list.viewed"]
            ) { try await $0.listQuarantine($1) },
            WorkbenchRoute(.get, "/hash-lists/proposals", .role(.supervisor)) {
                try await $0.listProposals($1)
            },
            review("/hash-lists/proposals/{id}/confirm", ["hash-list.proposal-confirmed"]) {
                try await $0.confirmProposal($1)
            },
            review("/hash-lists/proposals/{id}/refuse", ["hash-list.proposal-refused"]) {
                try await $0.refuseProposal($1)
            },
        ]
    }

    private static var operationRoutes: [WorkbenchRoute] {
        [
            WorkbenchRoute(.get, "/system", .role(.analyst)) { try await $0.showSystem($1) },
            WorkbenchRoute(.get, "/jobs", .role(.supervisor)) { try await $0.listJobs($1) },
            WorkbenchRoute(.post, "/jobs/{id}/retry", .role(.supervisor), audit: ["job.retried"]) {
                try await $0.retryJob($1)
            },
        ]
    }

    private static var accountRoutes: [WorkbenchRoute] {
        [
            administration("/accounts") { try await $0.listAccounts($1) },
            administration("/accounts", "account.created") {
                try await $0.createAccount($1)
            },
            administration("/accounts/{id}") { try await $0.showAccount($1) },
            administration("/accounts/{id}/link", "account.link-made") {
                try await $0.makeLink($1)
            },
            administration("/accounts/{id}/role", "account.role-changed") {
                try await $0.changeRole($1)
            },
            administration(
                "/accounts/{id}/sign-out", "account.signed-out-everywhere"
            ) { try await $0.signOutAccount($1) },
            administration("/accounts/{id}/disable", "account.disabled") {
                try await $0.disableAccount($1)
            },
            administration("/accounts/{id}/enable", "account.enabled") {
                try await $0.enableAccount($1)
            },
        ]
    }

    private static var providerRoutes: [WorkbenchRoute] {
        [
            administration("/providers") { try await $0.listProviders($1) },
            administration("/providers", "provider.registered") {
                try await $0.registerProvider($1)
            },
            administration("/providers/{id}") { try await $0.showProvider($1) },
            administration("/providers/{id}/token", "provider.token-issued") {
                try await $0.issueProviderToken($1)
            },
            administration("/providers/{id}/revoke", "provider.token-revoked") {
                try await $0.revokeProviderToken($1)
            },
            administration("/providers/{id}/disable", "provider.disabled") {
                try await $0.disableProvider($1)
            },
            administration("/providers/{id}/enable", "provider.enabled") {
                try await $0.enableProvider($1)
            },
        ]
    }

    private static func administration(
        _ path: String,
        _ handler: @escaping @Sendable (Workbench, StaffRequest) async throws -> Response
    ) -> WorkbenchRoute {
        WorkbenchRoute(.get, path, .role(.administrator), handler)
    }

    private static func administration(
        _ path: String, _ audit: String, _ handler: @escaping WorkbenchRoute.Handler
    ) -> WorkbenchRoute {
        WorkbenchRoute(.post, path, .role(.administrator), audit: [audit], handler)
    }

    /// The same table, as rows of the routes page.
    package static var routeDescriptions: [RouteDescription] {
        routes.map { RouteDescription($0.row) }
    }
}
