// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension QueryPlan {
    /// A full scan that is meant.
    struct Allowed: Sendable {
        /// How the statement begins, with single spaces.
        let statement: String
        let reason: String
    }

    /// Take an entry away with its statement; add one with its reason.
    static let allowed: [Allowed] = [
        Allowed(
            statement: "SELECT count(*) FROM pg_catalog.pg_class",
            reason: "the catalogue of one database, asked once by a demonstration"),
        Allowed(
            statement: "SELECT version, checksum FROM schema_migration",
            reason: "one row for each migration"),
        Allowed(
            statement: "SELECT kind, state, count(*) FROM job GROUP BY state, kind",
            reason: "counting is reading; one narrow index, asked for once a scrape"),
        Allowed(
            statement: "SELECT channel, count(*) FROM report GROUP BY channel",
            reason: "counting is reading; one narrow index"),
        Allowed(
            statement:
                "SELECT status, count(*) FROM incident WHERE 1 = 1 GROUP BY",
            reason: "counting is reading; one narrow index, for the head of the queue"),
        Allowed(
            statement: """
                SELECT id, name, name_key, email, role, language, password_hash, created_at, \
                disabled_at, version, seal FROM account WHERE role =
                """,
            reason: "the staff of one hotline, when an administrator is taken away"),
        Allowed(
            statement: """
                SELECT token_hash, account_id, csrf_secret, created_at, seen_at, expires_at, seal \
                FROM session
                """,
            reason: "the staff of one hotline, when the doctor looks at every seal"),
        Allowed(
            statement: """
                SELECT token_hash, account_id, created_at, expires_at, seal FROM sign_in_link
                """,
            reason: "the staff of one hotline, when the doctor looks at every seal"),
        Allowed(
            statement: """
                SELECT prefix, provider_id, secret_hash, created_at, used_at, revoked_at, seal \
                FROM provider_token
                """,
            reason: "some hundred providers, when the doctor looks at every seal"),
        Allowed(
            statement: "INSERT INTO hash_entry (id, list_id, import_id, kind, fingerprint,",
            reason: "the rows that are read are the statement's own"),
        Allowed(
            statement: "SELECT count(*) FROM hash_list",
            reason: "tens of lists; asked when one is made"),
        Allowed(
            statement: "SELECT max(pdq_distance_max) FROM hash_list WHERE enabled = 1",
            reason: "tens of lists"),
        Allowed(
            statement: "SELECT e.kind, e.fingerprint, e.id, e.list_id, l.trusted, l.kind,",
            reason: "tens of lists, beside hundreds of digests looked up in one go"),
        Allowed(
            statement: "SELECT count(*) FROM hash_import", reason: "tests count what was imported"),
        Allowed(
            statement: "SELECT count(*) FROM hash_entry", reason: "tests count what was kept"),
        Allowed(
            statement: "SELECT state, count(*) FROM takedown",
            reason: "counting is reading; one narrow index, for a page of figures"),
        Allowed(
            statement: "SELECT count(*) FROM takedown WHERE removal_micros IS NOT NULL",
            reason: "counting is reading; one narrow index, for the median"),
        Allowed(
            statement: "SELECT i.kind, count(*) FROM notice_item AS i JOIN notice",
            reason: "an account of the whole, after a demonstration"),
        Allowed(
            statement: "SELECT count(DISTINCT takedown_id) FROM notice_item",
            reason: "an account of the whole, after a demonstration"),
        Allowed(
            statement: "SELECT count(*) FROM media",
            reason: "an account of the whole, after a demonstration"),
        Allowed(
            statement: "SELECT min(distance) FROM media_match GROUP BY media_id",
            reason: "an account of the whole, after a demonstration"),
        Allowed(
            statement: "SELECT count(*) FROM provider WHERE lower(name) =",
            reason: "some hundred providers, when one is registered"),
    ]

    static func isAllowed(_ scan: FullScan) -> Bool {
        allowed.contains { scan.statement.hasPrefix($0.statement) }
    }
}
