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
        return try hashListsPage(overview, request)
    }

    private func hashListsPage(
        _ overview: HashListReading.Overview, _ request: StaffRequest,
        lookup: HashListsPage.Lookup? = nil, errors: ErrorSummary? = nil
    ) throws -> Response {
        let page = HashListsPage(
            overview, isSupervisor: try request.account.role >= .supervisor, lookup: lookup,
            request.form, errors, printer.words(for: request))
        return try printer.page(
            "Pages/hash-lists", page, for: request, in: .hashLists, path: HashListPath.all,
            errors: errors)
    }

    /// Looks a fingerprint up on every list.
    ///
    /// By a form that posts, so that no fingerprint is in an address; which one was looked for is
    /// nobody's business but that somebody looked is on record.
    func findHash(_ request: StaffRequest) async throws -> Outcome {
        let words = printer.words(for: request)
        let hex = request.form["fingerprint"]
        let wanted = HashKind.allCases.compactMap { Fingerprint(kind: $0, hex: hex) }
        let (overview, found) = try await services.database.read { [reading] transaction in
            (
                try reading.overview(in: transaction),
                try wanted.flatMap { try reading.hashLists.entries(with: $0, in: transaction) }
            )
        }
        guard !wanted.isEmpty else {
            return .unchanged(
                try hashListsPage(
                    overview, request,
                    errors: words.problem(at: "fingerprint", "errors.fingerprintInvalid")))
        }
        try await record(.hashListSearched, of: .hashLists, request)
        let lookup = HashListsPage.Lookup(found, on: overview.names, words)
        return .done(try hashListsPage(overview, request, lookup: lookup))
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

    func changeHashList(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.ID.self)
        func refuse() async throws -> Outcome {
            let errors = printer.words(for: request).problem(
                at: "distance", "errors.thresholdInvalid")
            return .unchanged(try await hashListPage(request, errors: errors))
        }
        guard let distance = Int(request.form["distance"]),
            let quality = Int(request.form["quality"])
        else { return try await refuse() }
        do {
            let change = HashListChange(
                isTrusted: request.form.contains("trusted"),
                isEnabled: request.form.contains("enabled"), pdqDistanceMax: distance,
                pdqQualityMin: quality,
                adding: request.form.contains("two-person") ? .twoPerson : .onePerson)
            let changing = try await services.hashLists.change(id, change, by: request.actor)
            let now = changing.list
            let isDone =
                now.isTrusted == change.isTrusted && now.isEnabled == change.isEnabled
                && now.adding == change.adding
            let response = Response.seeOther(
                HashListPath.list(id), done: isDone ? Done.listChanged : .listWaits)
            return changing.isNew ? .done(response) : .unchanged(response)
        } catch MatchingError.thresholdInvalid {
            return try await refuse()
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }
}
