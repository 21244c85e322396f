// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension Feature {
    /// The one thing to work on, its timeline and the keys of what is sealed.
    static let incidents = Feature(
        module: "Incidents",
        tables: ["incident", "incident_counter", "incident_event", "locator", "record_key"])
}
