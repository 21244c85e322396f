// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Hummingbird
import Matching
import NightlightCore
import WebSupport

/// The form that adds one entry by hand.
struct HashAddForm {
    let fingerprint: String
    let fingerprintError: String?
    let note: String
    let noteError: String?
    let kinds: Choices
    /// What happens then: it counts, or waits for a second person.
    let hint: String

    init(_ visit: Visit, _ list: HashList, _ errors: ErrorSummary?, _ phrases: Phrases) {
        fingerprintError = errors?.text(at: "add-fingerprint")
        noteError = errors?.text(at: "add-note")
        fingerprint = visit.form["add-fingerprint"]
        note = visit.form["add-note"]
        let chosen = HashKind(rawValue: visit.form["add-kind"]) ?? .pdq
        kinds = Choices(
            name: "add-kind", label: phrases("hashFact.kind"),
            options: HashKind.allCases.map {
                Choice(
                    value: $0.rawValue, text: TimelineText.name(of: $0), isSelected: $0 == chosen)
            })
        hint = phrases("hashLists.addHint.\(list.adding.rawValue)")
    }
}

extension Fingerprint {
    /// The first and the last eight digits: enough to tell it from others.
    var abbreviated: String { "\(hex.prefix(8))…\(hex.suffix(8))" }
}

extension Workbench {
    func addHash(_ visit: Visit) async throws -> Response {
        let id = try visit.identifier(HashList.self)
        let phrases = renderer.phrases(visit.language)
        let hex = visit.form["add-fingerprint"]
        let fingerprint = HashKind(rawValue: visit.form["add-kind"]).flatMap {
            Fingerprint(kind: $0, hex: hex)
        }
        func refuse(_ field: String, _ key: String) async throws -> Response {
            try await hashListPage(
                visit, errors: ErrorSummary([.init(field: field, text: phrases(key))]))
        }
        guard let fingerprint else {
            return try await refuse("add-fingerprint", "errors.fingerprintOfKindInvalid")
        }
        do {
            let addition = try await services.hashLists.add(
                fingerprint, to: id, note: visit.form["add-note"], by: visit.actor)
            let done =
                switch addition {
                case .added: "hash-added"
                case .held: "hash-held"
                case .proposed: "hash-proposed"
                case .known: "hash-known"
                }
            return .seeOther("/hash-lists/\(id)?done=\(done)")
        } catch MatchingError.noteInvalid {
            return try await refuse("add-note", "errors.noteInvalid")
        } catch MatchingError.importUnderWay {
            return try await refuse("add-fingerprint", "errors.importUnderWay")
        } catch MatchingError.listUnknown {
            throw WebError.notFound
        }
    }
}
