-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Intake: reports, the incidents they are split into, where each is, and what happened to it.

-- What arrived, as it arrived. Sealed columns can be read only with the record's key.
CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    submission_digest BLOB NOT NULL,
    secret_hash TEXT,
    received_at INTEGER NOT NULL,
    channel TEXT NOT NULL
        CHECK (channel IN ('public', 'provider', 'partner', 'crawler', 'survivor')),
    language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
    concern TEXT NOT NULL CHECK (concern IN ('csam', 'luring', 'travelling',
        'commercial-exploitation', 'trafficking', 'explicit-to-child', 'agreement',
        'intimate-images', 'other')),
    provider_id TEXT,
    provider_identifier TEXT,
    provider_name TEXT,
    sealed_narrative BLOB,
    sealed_contact BLOB,
    address_count INTEGER NOT NULL CHECK (address_count >= 0),
    erased_at INTEGER,
    CHECK ((provider_id IS NULL) = (provider_identifier IS NULL)),
    CHECK ((provider_id IS NULL) = (provider_name IS NULL))
) STRICT;
CREATE UNIQUE INDEX report_number ON report (number);
CREATE UNIQUE INDEX report_submission_digest ON report (submission_digest);
CREATE INDEX report_channel ON report (channel, id);
CREATE INDEX report_provider ON report (provider_id, id);

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
    channel TEXT NOT NULL
        CHECK (channel IN ('public', 'provider', 'partner', 'crawler', 'survivor')),
    technology TEXT NOT NULL CHECK (technology IN ('web-page', 'email', 'chat', 'game',
        'peer-to-peer', 'phone', 'other')),
    concern TEXT NOT NULL CHECK (concern IN ('csam', 'luring', 'travelling',
        'commercial-exploitation', 'trafficking', 'explicit-to-child', 'agreement',
        'intimate-images', 'other')),
    status TEXT NOT NULL CHECK (status IN ('received', 'examining', 'awaiting-assessment',
        'actionable', 'noticed', 'removed', 'closed')),
    urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 2),
    known TEXT NOT NULL CHECK (known IN ('unexamined', 'none', 'listed', 'trusted')),
    classification TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
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
    kind TEXT NOT NULL CHECK (kind IN ('url', 'ip-address', 'email-address', 'phone-number',
        'handle', 'other')),
    origin TEXT NOT NULL CHECK (origin IN ('reported', 'redirect', 'picture', 'link')),
    record_id TEXT NOT NULL,
    sealed_address BLOB NOT NULL,
    digest BLOB,
    created_at INTEGER NOT NULL
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
    at INTEGER NOT NULL,
    account_id TEXT,
    facts TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incident_event_position ON incident_event (incident_id, position);
