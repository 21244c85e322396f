// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Matching
import NightlightCore

/// One entry with its origin, its figures and its history, for people and for programs.
struct HashEntrySummary: Encodable {
    private struct Event: Encodable {
        let at: String
        let what: String
        let by: String
        let cause: String?
        let reason: String?
    }

    private let id: String
    private let kind: String
    private let fingerprint: String
    private let state: String
    private let added: String
    private let addedBy: String
    private let confirmedBy: String?
    private let `import`: String?
    private let category: String?
    private let note: String?
    private let heldCause: String?
    private let matches: Int
    private let media: Int
    private let firstMatched: String?
    private let lastMatched: String?
    private let confirmations: Int
    private let refutations: Int
    private let history: [Event]

    init(_ known: HashListService.EntryHistory) {
        let (entry, figures) = (known.entry, known.statistics)
        id = entry.id.text
        kind = entry.fingerprint.kind.rawValue
        fingerprint = entry.fingerprint.hex
        state = Self.state(of: entry)
        added = entry.addedAt.rfc3339
        addedBy = entry.origin.addedBy.text
        confirmedBy = entry.origin.confirmedBy?.text
        `import` = entry.origin.importID?.text
        category = entry.origin.category
        note = entry.origin.note
        heldCause = entry.hold?.cause.rawValue
        matches = figures.matchCount
        media = figures.mediaCount
        firstMatched = figures.firstMatchedAt?.rfc3339
        lastMatched = figures.lastMatchedAt?.rfc3339
        confirmations = figures.confirmedCount
        refutations = figures.refutedCount
        history = known.events.map {
            Event(
                at: $0.at.rfc3339, what: $0.kind.rawValue, by: $0.actor.text,
                cause: $0.cause?.rawValue, reason: $0.reason)
        }
    }

    /// `in use`, `withdrawn` or `held`.
    static func state(of entry: HashEntry) -> String {
        if entry.withdrawnAt != nil { return "withdrawn" }
        return entry.hold == nil ? "in use" : "held"
    }

    func print(as format: OutputFormat) throws {
        switch format {
        case .json: try Output.json(self)
        case .table: printTable()
        }
    }

    private func printTable() {
        var table = TextTable(["Entry", id])
        table.add([kind, fingerprint])
        table.add(["State", heldCause.map { "\(state): \($0)" } ?? state])
        table.add(["Added", "\(added) by \(addedBy)"])
        if let confirmedBy { table.add(["Confirmed by", confirmedBy]) }
        if let `import` { table.add(["Import", `import`]) }
        if let category { table.add(["Classification", category]) }
        if let note { table.add(["Note", note]) }
        table.add(["Matches", "\(matches), of \(media) distinct media"])
        if let firstMatched, let lastMatched {
            table.add(["Seen", "\(firstMatched) to \(lastMatched)"])
        }
        table.add(["Decisions", "\(confirmations) confirm it, \(refutations) refute it"])
        Output.line(table.rendered)
        guard !history.isEmpty else { return }
        var events = TextTable(["When", "What", "Who", "Cause", "Because"])
        for event in history {
            events.add([event.at, event.what, event.by, event.cause ?? "", event.reason ?? ""])
        }
        Output.line("\n" + events.rendered)
    }
}
