// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// PostgresDriver: the storage seam on PostgreSQL, by libpq.
//
// May touch: libpq, on threads of its own. The only importer of CLibPQ.
// Invariants:
// - a commit whose answer was lost is reported as unknown, never as done or undone;
// - waiting for a connection is bounded and ends with the task that waits.
