// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import HTTPTypes
import Hummingbird
import Matching
import NightlightCore
import Storage
import WebComponents
import WebSupport
import WorkbenchShell

extension HashListPages {
    /// Says in the form that who sends it has read what it means to stop using a list.
    private static let confirmedField = "confirmed"

    func changeHashList(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.ID.self)
        guard let distance = Int(request.form["distance"]),
            let quality = Int(request.form["quality"]),
            HashListSettings.pdqDistances.contains(distance),
            HashListSettings.pdqQualities.contains(quality)
        else {
            let errors = printer.words(for: request).problem(
                at: "distance", "errors.thresholdInvalid")
            return .unchanged(try await hashListPage(request, errors: errors))
        }
        let change = HashListChange(
            isTrusted: HashListSetting.trusted.isTicked(in: request.form),
            isEnabled: HashListSetting.enabled.isTicked(in: request.form),
            pdqDistanceMax: distance, pdqQualityMin: quality,
            adding: HashListSetting.twoPerson.isTicked(in: request.form) ? .twoPerson : .onePerson)
        if change.isEnabled == false, !request.form.contains(Self.confirmedField) {
            let list = try await services.database.read { [reading] in
                try reading.list(id, in: $0)
            }
            if list.isEnabled { return .unchanged(try askToStop(using: list, request)) }
        }
        do {
            let changing = try await services.hashLists.change(id, change, by: request.actor)
            let now = changing.list
            let isDone =
                now.isTrusted == change.isTrusted && now.isEnabled == change.isEnabled
                && now.adding == change.adding
            let response = Response.seeOther(
                HashListPath.list(id), done: isDone ? Done.listChanged : .listWaits)
            return changing.isNew ? .done(response) : .unchanged(response)
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }

    /// A list that is not in use finds nothing, and using it again may need a second person.
    private func askToStop(using list: HashList, _ request: StaffRequest) throws -> Response {
        let words = printer.words(for: request)
        let path = HashListPath.list(list.id)
        let typed = request.form.fields.filter { $0.name != RequestToken.fieldName }
        let page = ConfirmPage(
            title: words("hashLists.stopAsk", ["name": list.name]),
            text: words("hashLists.stopText"),
            facts: SummaryList([
                .init(
                    words("hashFact.listKind"), words("hashListKind.\(list.kind.rawValue)")),
                .init(
                    words("hashFact.entries"), NumberText(words.language).text(list.usedCount)),
            ]), action: "\(path)/settings",
            hidden: typed.map { .init($0.name, $0.value) } + [.init(Self.confirmedField, "1")],
            buttonText: words("hashLists.stop"), cancelPath: path,
            crumbs: [
                Link(HashListPath.all, words("section.hash-lists")), Link(path, list.name),
            ], for: request)
        return try printer.page(
            "Pages/confirm", page, for: request, in: .hashLists, path: path)
    }
}
