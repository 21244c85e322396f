// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import Accounts
import HTTPTypes
import Hummingbird
import Matching
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

extension HashListPages {
    var reading: HashListReading { HashListReading(hashLists: services.hashLists) }

    func listHashLists(_ request: StaffRequest) async throws -> Response {
        let overview = try await services.database.read { [reading] in
            try reading.overview(in: $0)
        }
        let page = HashListsPage(
            overview, by: HashListOrder(request.query("order")),
            isSupervisor: try request.account.role >= .supervisor, printer.words(for: request))
        return try printer.page("Pages/hash-lists", page, for: request, in: .hashLists)
    }

    /// Looks a fingerprint up on every list.
    ///
    /// By a form that posts, so that no fingerprint is in an address; which one was looked for is
    /// nobody's business but that somebody looked is on record.
    func findHash(_ request: StaffRequest) async throws -> Outcome {
        let words = printer.words(for: request)
        let hex = request.form["fingerprint"]
        let wanted = HashKind.allCases.compactMap { Fingerprint(kind: $0, hex: hex) }
        guard !wanted.isEmpty else {
            let errors = words.problem(at: "fingerprint", "errors.fingerprintInvalid")
            let page = HashSearchPage(nil, on: [:], request.form, errors, words)
            return .unchanged(
                try printer.page(
                    "Pages/hash-search", page, for: request, in: .hashLists,
                    path: HashListPath.all, errors: errors))
        }
        let (overview, found) = try await services.database.read { [reading] transaction in
            (
                try reading.overview(in: transaction),
                try wanted.flatMap { try reading.hashLists.entries(with: $0, in: transaction) }
            )
        }
        try await record(.hashListSearched, of: .hashLists, request)
        let page = HashSearchPage(found, on: overview.names, request.form, nil, words)
        return .done(
            try printer.page(
                "Pages/hash-search", page, for: request, in: .hashLists, path: HashListPath.all))
    }

    func showHashList(_ request: StaffRequest) async throws -> Outcome {
        .done(try await hashListPage(request))
    }

    func hashListPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let id = try request.identifier(HashList.ID.self)
        let after = request.query("after").flatMap { HashEntry.ID($0) }
        let file = try await services.database.read { [reading] in
            try reading.list(id, after: after, in: $0)
        }
        try await record(.hashListViewed, of: .hashList(id), request)
        let page = HashListPage(
            file, isSupervisor: try request.account.role >= .supervisor,
            isContinued: after != nil, request.form, errors, printer.words(for: request))
        return try printer.page(
            "Pages/hash-list", page, for: request, in: .hashLists, path: HashListPath.list(id),
            errors: errors)
    }
}
