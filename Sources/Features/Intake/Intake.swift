// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Intake: what arrives, from anyone, and the one thing to work on that each part of it becomes.
//
// A report is kept as it arrived and never edited. It is split into incidents, one per address, and
// every incident has a status, a timeline and its locators. What could identify a person
// (narrative, contact, addresses) is sealed to a record key before it reaches the disk; this module
// never opens it except through `RecordReader`, which only workers and the workbench can build.
//
// Tables: report, record_key, incident, incident_counter, locator, incident_event.
// Invariants:
// - a receipt is shown only for a report that is durable;
// - the same submission sent twice is one report with one receipt;
// - an incident's status changes only through `IncidentStatus.apply`, with an event beside it;
// - deleting a record's key is its erasure: rows stay, sealed fields can never be read again.
// Limits: `IntakeLimits`.
