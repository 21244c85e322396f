// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Incidents: the one thing to work on, wherever it came from.
//
// An incident has a status, a timeline and its locators. Doors (Intake, and later the crawler and
// partners) begin one; Examination, Assessment and Takedown work on it. It knows none of them.
//
// May touch: the storage seam, the job queue, sealing. Nothing above it.
// Tables: incident, incident_counter, incident_event, locator, record_key.
// Invariants:
// - an incident's status changes only through `IncidentStore.apply`, with an event beside it;
// - the timeline is only ever added to;
// - addresses are sealed to a record key; only `RecordReader` opens them, which workers and the
//   workbench alone can build.
