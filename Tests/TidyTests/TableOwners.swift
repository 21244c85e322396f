// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition

/// Who owns which tables: the borders inside the database, as the features say it.
///
/// Only the owner's sources name a table in SQL. Whoever else needs what is in it calls a function
/// of the owner, or puts a published query of the owner's, such as `LocatorStore.ids(of:)`, into
/// its own. A migration has the tables of one owner. Foreign keys may point across: they say what
/// must be there, and read nothing.
enum TableOwners {
    static let rows: [String: [String]] = Dictionary(
        Product.features.filter { !$0.tables.isEmpty }.map { ($0.module, $0.tables) } + migrator
    ) { $0 + $1 }

    /// Which migrations ran is noted before the first of them.
    private static let migrator = [("Storage", ["schema_migration"])]

    /// The module of each table.
    static let owners: [String: String] = Dictionary(
        rows.flatMap { module, tables in tables.map { ($0, module) } }
    ) { first, _ in first }
}
