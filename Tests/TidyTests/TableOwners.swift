// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Who owns which tables: the borders inside the database, as data.
///
/// Only the owner's sources name a table in SQL. Whoever else needs what is in it calls a function
/// of the owner, or puts a published query of the owner's, such as `LocatorStore.ids(of:)`, into
/// its own. A migration has the tables of one owner. Foreign keys may point across: they say what
/// must be there, and read nothing.
enum TableOwners {
    static let rows: [String: [String]] = [
        "Storage": ["schema_migration"],
        "JobQueue": ["job"],
        "AuditLog": ["audit_checkpoint", "audit_event", "audit_node"],
        "Accounts": ["account", "provider", "provider_token", "session", "sign_in_link"],
        "Incidents": ["incident", "incident_counter", "incident_event", "locator", "record_key"],
        "Intake": ["report"],
        "Matching": [
            "hash_entry", "hash_entry_event", "hash_entry_statistic", "hash_import", "hash_list",
            "hash_proposal", "match_opinion", "matching_state", "media", "media_match",
        ],
        "Examination": ["examination", "examined_server", "sighting"],
        "Assessment": ["assessment"],
        "Takedown": [
            "abuse_contact", "hosting_provider", "notice", "notice_item", "provider_domain",
            "provider_network", "server_trace", "takedown", "takedown_check",
        ],
    ]

    /// The module of each table.
    static let owners: [String: String] = Dictionary(
        uniqueKeysWithValues: rows.flatMap { module, tables in tables.map { ($0, module) } })
}
