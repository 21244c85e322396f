// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import WebSupport
import Accounts
package import WorkbenchShell

extension HashListPages {
    package static var routes: [PageRoute<Self>] { listRoutes + reviewRoutes }

    private static var listRoutes: [PageRoute<Self>] {
        [
            PageRoute(.get, "/hash-lists", .role(.analyst)) { try await $0.listHashLists($1) },
            PageRoute(
                .post, "/hash-lists/find", .role(.analyst), audit: ["hash-list.searched"]
            ) { try await $0.findHash($1) },
            PageRoute(.get, "/hash-lists/{id}", .role(.analyst), audit: ["hash-list.viewed"]) {
                try await $0.showHashList($1)
            },
            PageRoute(
                .get, "/hash-lists/{id}/entry", .role(.analyst), audit: ["hash-list.viewed"]
            ) { try await $0.showEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/settings", .role(.supervisor),
                audit: ["hash-list.changed", "hash-list.proposed"]
            ) { try await $0.changeHashList($1) },
            PageRoute(
                .get, "/hash-lists/{id}/withdraw", .role(.supervisor), audit: ["hash-list.viewed"]
            ) { try await $0.askWithdrawal($1) },
            PageRoute(
                .post, "/hash-lists/{id}/withdraw", .role(.supervisor),
                audit: ["hash-list.entry-withdrawn"]
            ) { try await $0.withdrawEntry($1) },
        ]
    }

    /// What takes two people, and what is held back.
    private static var reviewRoutes: [PageRoute<Self>] {
        [
            PageRoute(
                .post, "/hash-lists/{id}/add", .role(.supervisor),
                audit: ["hash-list.entry-added", "hash-list.proposed"]
            ) { try await $0.addEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/restore", .role(.supervisor),
                audit: ["hash-list.entry-restored", "hash-list.entry-held", "hash-list.proposed"]
            ) { try await $0.restoreEntry($1) },
            PageRoute(
                .post, "/hash-lists/{id}/release", .role(.supervisor),
                audit: ["hash-list.entry-released"]
            ) { try await $0.releaseEntry($1) },
            PageRoute(
                .get, "/hash-lists/quarantine", .role(.supervisor), audit: ["hash-list.viewed"]
            ) { try await $0.listQuarantine($1) },
            PageRoute(.get, "/hash-lists/proposals", .role(.supervisor)) {
                try await $0.listProposals($1)
            },
            PageRoute(
                .post, "/hash-lists/proposals/{id}/confirm", .role(.supervisor),
                audit: ["hash-list.proposal-confirmed"]
            ) { try await $0.confirmProposal($1) },
            PageRoute(
                .post, "/hash-lists/proposals/{id}/refuse", .role(.supervisor),
                audit: ["hash-list.proposal-refused"]
            ) { try await $0.refuseProposal($1) },
        ]
    }
}
