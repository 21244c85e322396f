// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Storage: the seam between features and SQL engines.
//
// Five names: `Database`, `SQLTransaction`, `SQLQuery`, `SQLValue`, `StorageError`. SQL is written
// once; a dialect gives the few fragments that differ.
//
// May touch: neither engine.
// Tables: schema_migration.
// Invariants:
// - values are bound, never spelled; there is no way around `SQLQuery`;
// - rows are read by the names of their columns;
// - a transaction that throws leaves nothing behind.
