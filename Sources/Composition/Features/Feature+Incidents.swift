// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension Feature {
    /// The one thing to work on, its timeline and the keys of what is sealed.
    static let incidents = Feature(
        module: "Incidents",
        tables: ["incident", "incident_counter", "incident_event", "locator", "record_key"],
        doors: [
            // A timeline locks its incident's row, for which PostgreSQL asks the right to change a
            // column; the identifier cannot be changed, because others point to it.
            TableGrant("incident", .select, .insert, .updateOf(["id"])),
            TableGrant(
                "incident_counter", .selectOf(["year", "last"]), .insert, .updateOf(["last"])),
            TableGrant("incident_event", .selectOf(["incident_id", "position"]), .insert),
            TableGrant("locator", .insert),
            TableGrant("record_key", .insert),
        ])
}
