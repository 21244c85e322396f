// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Matching
import NightlightCore
import Storage
import WebComponents
import WebSupport
import WorkbenchShell

extension HashListPages {
    func newEntry(_ request: StaffRequest) async throws -> Response {
        try await newEntryPage(request)
    }

    private func newEntryPage(
        _ request: StaffRequest, errors: ErrorSummary? = nil
    ) async throws -> Response {
        let id = try request.identifier(HashList.ID.self)
        let list = try await services.database.read { [reading] in try reading.list(id, in: $0) }
        let page = NewHashEntryPage(list, request.form, errors, printer.words(for: request))
        return try printer.page(
            "Pages/hash-new-entry", page, for: request, in: .hashLists,
            path: HashListPath.adding(to: id), errors: errors)
    }

    func addEntry(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.ID.self)
        let hex = request.form["add-fingerprint"]
        let fingerprint = HashKind(rawValue: request.form["add-kind"]).flatMap {
            Fingerprint(kind: $0, hex: hex)
        }
        func refuse(_ field: String, _ key: String) async throws -> Outcome {
            let errors = printer.words(for: request).problem(at: field, key)
            return .unchanged(try await newEntryPage(request, errors: errors))
        }
        guard let fingerprint else {
            return try await refuse("add-fingerprint", "errors.fingerprintOfKindInvalid")
        }
        func back(_ done: Done) -> Response { .seeOther(HashListPath.list(id), done: done) }
        do {
            let addition = try await services.hashLists.add(
                fingerprint, to: id, note: request.form["add-note"], by: request.actor)
            return switch addition {
            case .added: .done(back(.added))
            case .held: .done(back(.held))
            case .proposed: .done(back(.proposed))
            case .waiting: .unchanged(back(.proposed))
            case .present: .unchanged(back(.present))
            }
        } catch MatchingError.noteInvalid {
            return try await refuse("add-note", "errors.noteInvalid")
        } catch MatchingError.importUnderWay {
            return try await refuse("add-fingerprint", "errors.importUnderWay")
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }
}
