// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// SQLiteDriver: the storage seam on SQLite, by GRDB.
//
// One writer with group commit, readers beside it. The only importer of GRDB.
//
// May touch: GRDB.
// Invariants:
// - what was acknowledged is on the disk: a commit is synchronous;
// - one transaction that fails takes none of its group along.
