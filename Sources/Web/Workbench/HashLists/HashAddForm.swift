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

    init(_ request: StaffRequest, _ list: HashList, _ errors: ErrorSummary?, _ phrases: Phrases) {
        fingerprintError = errors?.text(at: "add-fingerprint")
        noteError = errors?.text(at: "add-note")
        fingerprint = request.form["add-fingerprint"]
        note = request.form["add-note"]
        let chosen = HashKind(rawValue: request.form["add-kind"]) ?? .pdq
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
    func addHash(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(HashList.self)
        let phrases = renderer.phrases(request.language)
        let hex = request.form["add-fingerprint"]
        let fingerprint = HashKind(rawValue: request.form["add-kind"]).flatMap {
            Fingerprint(kind: $0, hex: hex)
        }
        func refuse(_ field: String, _ key: String) async throws -> Outcome {
            .unchanged(
                try await hashListPage(
                    request, errors: ErrorSummary([.init(field: field, text: phrases(key))])))
        }
        guard let fingerprint else {
            return try await refuse("add-fingerprint", "errors.fingerprintOfKindInvalid")
        }
        do {
            let addition = try await services.hashLists.add(
                fingerprint, to: id, note: request.form["add-note"], by: request.actor)
            func back(_ done: String) -> Response { .seeOther("/hash-lists/\(id)?done=\(done)") }
            return switch addition {
            case .added: .done(back("hash-added"))
            case .held: .done(back("hash-held"))
            case .proposed: .done(back("hash-proposed"))
            case .waiting: .unchanged(back("hash-proposed"))
            case .known: .unchanged(back("hash-known"))
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
