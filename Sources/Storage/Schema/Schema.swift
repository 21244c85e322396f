// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Schema: every migration, once for both engines.
//
// May touch: the storage seam's small dialect for migrations.
// Invariants:
// - the text of a migration that was applied somewhere is not changed: its checksum is kept;
// - each table has one owner among the modules, and a migration touches one owner's tables.
