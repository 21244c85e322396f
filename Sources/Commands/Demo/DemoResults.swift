// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import Storage
import Takedown

/// What a demonstration came to: the same as a table and as data.
struct DemoResults: Encodable, Sendable {
    struct Audit: Encodable, Sendable {
        let events: Int64
        let checkpoints: Int64
        let sound: Bool
    }

    let days: Double
    let pictures: Int
    let reports: Int
    let incidents: Int
    let incidentsAwaitingPerson: Int
    let media: Int
    let undecodable: Int
    /// Distinct media with a match, by the distance of their best one.
    let matchesByDistance: [String: Int]
    let unmatched: Int
    let notices: Int
    let firstNotices: Int
    let repeatNotices: Int
    let escalations: Int
    let addressesNoticed: Int
    let removed: Int
    let stillUp: Int
    let medianHoursToRemoval: Double?
    let audit: Audit
    /// Where the page with charts is.
    var page: String?

    static let bands: [(name: String, range: ClosedRange<Int>)] = [
        ("0", 0...0), ("1-10", 1...10), ("11-20", 11...20), ("21-31", 21...31),
    ]

    var table: String {
        var table = TextTable(["What", "How many"])
        func row(_ what: String, _ count: some CustomStringConvertible) {
            table.add([what, "\(count)"])
        }
        row("days that passed", Self.rounded(days))
        row("pictures on the servers", pictures)
        row("reports filed", reports)
        row("incidents", incidents)
        row("  waiting for a person", incidentsAwaitingPerson)
        row("distinct media fingerprinted", media)
        row("  that could not be decoded", undecodable)
        for band in Self.bands {
            row("  matched at distance \(band.name)", matchesByDistance[band.name] ?? 0)
        }
        row("  on no list", unmatched)
        row("notices sent", notices)
        row("addresses noticed", addressesNoticed)
        row("  first notices", firstNotices)
        row("  repeated", repeatNotices)
        row("  escalated to the network above", escalations)
        row("addresses removed", removed)
        row("addresses still up", stillUp)
        row("median hours to removal", medianHoursToRemoval.map(Self.rounded) ?? "none removed")
        row("audit log events", audit.events)
        row("audit log verified", audit.sound ? "yes" : "NO")
        return table.rendered
    }

    private static func rounded(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
