// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Matching
import NightlightCore

/// A list as one JSON object.
struct HashListLine: Encodable {
    /// What the match socket names lists by.
    let id: String
    let name: String
    let source: String
    let classification: String
    let version: Int
    let trusted: Bool
    let enabled: Bool
    let pdqDistance: Int
    let pdqQuality: Int
    let entries: Int
    let withdrawn: Int
    let held: Int
    let kind: String
    let adding: String
    let created: String
    let changed: String

    init(_ list: HashList) {
        id = list.id.text
        name = list.name
        source = list.source
        classification = list.classification.rawValue
        version = list.version
        trusted = list.isTrusted
        enabled = list.isEnabled
        pdqDistance = list.pdqDistanceMax
        pdqQuality = list.pdqQualityMin
        entries = list.usedCount
        withdrawn = list.withdrawnCount
        held = list.heldCount
        kind = list.kind.rawValue
        adding = list.adding.rawValue
        created = list.createdAt.rfc3339
        changed = list.changedAt.rfc3339
    }

    /// Lists as a table for people.
    static func table(_ lists: [HashList]) -> TextTable {
        var table = TextTable([
            "List", "Kind", "Entries", "Withdrawn", "Held", "Trusted", "Enabled", "PDQ distance",
            "PDQ quality", "Adding", "Classification", "Version", "Changed", "Source",
        ])
        for list in lists {
            table.add([
                list.name, list.kind.rawValue, "\(list.usedCount)", "\(list.withdrawnCount)",
                "\(list.heldCount)", list.isTrusted ? "yes" : "no", list.isEnabled ? "yes" : "no",
                "\(list.pdqDistanceMax)", "\(list.pdqQualityMin)", list.adding.rawValue,
                list.classification.rawValue, "\(list.version)", list.changedAt.rfc3339,
                list.source,
            ])
        }
        return table
    }
}
