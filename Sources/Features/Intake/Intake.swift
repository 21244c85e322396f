// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Intake: what arrives, from anyone, by any door.
//
// A report is kept as it arrived and never edited. It is split into incidents, one per address.
// What could identify a person (narrative, contact, addresses) is sealed to a record key before it
// reaches the disk; nothing here holds the key that opens it.
//
// May touch: Incidents, to begin them; the job queue, to have them examined. Nothing of what
// becomes of them.
// Tables: report.
// Invariants:
// - a receipt is shown only for a report that is durable;
// - the same submission sent twice is one report with one receipt;
// - deleting a record's key is its erasure: rows stay, sealed fields can never be read again.
// Limits: `IntakeLimits`.
