// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import NightlightCore
import WebSupport
import Accounts
package import WorkbenchShell

extension HashListPages {
    package static var routes: [PageRoute<Self>] { listRoutes + reviewRoutes }

    private static var listRoutes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/hash-lists", .role(.analyst)) { try await $0.listHashLists($1) },
            PageRoute(
                .post, "/hash-lists/find", .role(.analyst), audit: [.hashListSearched]
            ) { try await $0.findHash($1) },
            PageRoute(.get, "/hash-lists/{id}", .role(.analyst), audit: [.hashListViewed]) {
                try await $0.showHashList($1)
            },
            PageRoute(
                .get, "/hash-lists/{id}/entry", .role(.analyst), audit: [.hashListViewed]
            ) { try await $0.showEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/settings", .role(.supervisor),
                audit: [.hashListChanged, .hashListProposed]
            ) { try await $0.changeHashList($1) },
            PageRoute(
                .get, "/hash-lists/{id}/withdraw", .role(.supervisor), audit: [.hashListViewed]
            ) { try await $0.askWithdrawal($1) },
            PageRoute(
                .post, "/hash-lists/{id}/withdraw", .role(.supervisor),
                audit: [.hashListEntryWithdrawn]
            ) { try await $0.withdrawEntry($1) },
        ]
    }

    /// What takes two people, and what is held back.
    private static var reviewRoutes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/hash-lists/{id}/add", .role(.supervisor)) {
                try await $0.newEntry($1)
            },
            PageRoute(
                .post, "/hash-lists/{id}/add", .role(.supervisor),
                audit: [.hashListEntryAdded, .hashListProposed]
            ) { try await $0.addEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/restore", .role(.supervisor),
                audit: [.hashListEntryRestored, .hashListEntryHeld, .hashListProposed]
            ) { try await $0.restoreEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/release", .role(.supervisor),
                audit: [.hashListEntryReleased]
            ) { try await $0.releaseEntry($1) },
            PageRoute(
                .get, "/hash-lists/quarantine", .role(.supervisor), audit: [.hashListViewed]
            ) { try await $0.listQuarantine($1) },
            PageRoute(.get, "/hash-lists/proposals", .role(.supervisor)) {
                try await $0.listProposals($1)
            },
            PageRoute(
                .post, "/hash-lists/proposals/{id}/confirm", .role(.supervisor),
                audit: [.hashListProposalConfirmed]
            ) { try await $0.confirmProposal($1) },
            PageRoute(
                .post, "/hash-lists/proposals/{id}/refuse", .role(.supervisor),
                audit: [.hashListProposalRefused]
            ) { try await $0.refuseProposal($1) },
        ]
    }
}
