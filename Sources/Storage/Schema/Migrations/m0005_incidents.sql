-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Incidents: what is worked on, where it is, and what happened to it.

-- The wrapped key of a report, or of an incident that no report named. Deleting it is erasure.
CREATE TABLE record_key (
    record_id TEXT NOT NULL PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

-- The last incident number given out in each year.
CREATE TABLE incident_counter (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

-- One thing to work on.
CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    report_id TEXT REFERENCES report (id),
    channel TEXT NOT NULL,
    technology TEXT NOT NULL,
    concern TEXT NOT NULL,
    status TEXT NOT NULL,
    urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 2),
    known TEXT NOT NULL,
    classification TEXT,
    created_at TIME NOT NULL,
    changed_at TIME NOT NULL
) STRICT;
CREATE UNIQUE INDEX incident_number ON incident (number);
CREATE INDEX incident_report ON incident (report_id, id);
CREATE INDEX incident_urgency ON incident (urgency DESC, id);
CREATE INDEX incident_status ON incident (status, id);
CREATE INDEX incident_status_urgency ON incident (status, urgency DESC, id);
CREATE INDEX incident_technology ON incident (technology, id);
CREATE INDEX incident_concern ON incident (concern, id);
CREATE INDEX incident_channel ON incident (channel, id);
CREATE INDEX incident_known ON incident (known, id);

-- Where: one address, sealed with the key of its report (or of its incident).
CREATE TABLE locator (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    parent_id TEXT REFERENCES locator (id),
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sealed_address BLOB NOT NULL,
    digest BLOB,
    created_at TIME NOT NULL
) STRICT;
CREATE INDEX locator_incident ON locator (incident_id, id);
CREATE INDEX locator_parent ON locator (parent_id);
CREATE INDEX locator_digest ON locator (digest);
CREATE INDEX locator_record ON locator (record_id);

-- What happened to an incident, in order. Facts are opaque text and never personal.
CREATE TABLE incident_event (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    position INTEGER NOT NULL CHECK (position > 0),
    kind TEXT NOT NULL,
    at TIME NOT NULL,
    account_id TEXT,
    facts TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incident_event_position ON incident_event (incident_id, position);
