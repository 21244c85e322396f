-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Intake: reports, the incidents they are split into, where each is, and what happened to it.

-- What arrived, as it arrived. Sealed columns can be read only with the record's key.
CREATE TABLE report (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    number text COLLATE "C" NOT NULL,
    submission_digest bytea NOT NULL,
    secret_hash text,
    received_at bigint NOT NULL,
    channel text COLLATE "C" NOT NULL
        CHECK (channel IN ('public', 'provider', 'partner', 'crawler', 'survivor')),
    language text COLLATE "C" NOT NULL CHECK (language IN ('en', 'fr')),
    concern text COLLATE "C" NOT NULL CHECK (concern IN ('csam', 'luring', 'travelling',
        'commercial-exploitation', 'trafficking', 'explicit-to-child', 'agreement',
        'intimate-images', 'other')),
    provider_id text COLLATE "C",
    provider_identifier text COLLATE "C",
    provider_name text,
    sealed_narrative bytea,
    sealed_contact bytea,
    address_count bigint NOT NULL CHECK (address_count >= 0),
    erased_at bigint,
    CHECK ((provider_id IS NULL) = (provider_identifier IS NULL)),
    CHECK ((provider_id IS NULL) = (provider_name IS NULL))
);
CREATE UNIQUE INDEX report_number ON report (number);
CREATE UNIQUE INDEX report_submission_digest ON report (submission_digest);
CREATE INDEX report_channel ON report (channel, id);
CREATE INDEX report_provider ON report (provider_id, id);

-- The wrapped key of a report, or of an incident that no report named. Deleting it is erasure.
CREATE TABLE record_key (
    record_id text COLLATE "C" NOT NULL PRIMARY KEY,
    wrapped bytea NOT NULL
);

-- The last incident number given out in each year.
CREATE TABLE incident_counter (
    year bigint PRIMARY KEY,
    last bigint NOT NULL CHECK (last >= 0)
);

-- One thing to work on.
CREATE TABLE incident (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    number text COLLATE "C" NOT NULL,
    report_id text COLLATE "C" REFERENCES report (id),
    channel text COLLATE "C" NOT NULL
        CHECK (channel IN ('public', 'provider', 'partner', 'crawler', 'survivor')),
    technology text COLLATE "C" NOT NULL CHECK (technology IN ('web-page', 'email', 'chat', 'game',
        'peer-to-peer', 'phone', 'other')),
    concern text COLLATE "C" NOT NULL CHECK (concern IN ('csam', 'luring', 'travelling',
        'commercial-exploitation', 'trafficking', 'explicit-to-child', 'agreement',
        'intimate-images', 'other')),
    status text COLLATE "C" NOT NULL
        CHECK (status IN ('received', 'examining', 'awaiting-assessment',
        'actionable', 'noticed', 'removed', 'closed')),
    urgency bigint NOT NULL CHECK (urgency BETWEEN 0 AND 2),
    known text COLLATE "C" NOT NULL CHECK (known IN ('unexamined', 'none', 'listed', 'trusted')),
    classification text COLLATE "C",
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
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
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    incident_id text COLLATE "C" NOT NULL REFERENCES incident (id),
    parent_id text COLLATE "C" REFERENCES locator (id),
    kind text COLLATE "C" NOT NULL
        CHECK (kind IN ('url', 'ip-address', 'email-address', 'phone-number',
        'handle', 'other')),
    origin text COLLATE "C" NOT NULL CHECK (origin IN ('reported', 'redirect', 'picture', 'link')),
    record_id text COLLATE "C" NOT NULL,
    sealed_address bytea NOT NULL,
    digest bytea,
    created_at bigint NOT NULL
);
CREATE INDEX locator_incident ON locator (incident_id, id);
CREATE INDEX locator_parent ON locator (parent_id);
CREATE INDEX locator_digest ON locator (digest);
CREATE INDEX locator_record ON locator (record_id);

-- What happened to an incident, in order. Facts are opaque text and never personal.
CREATE TABLE incident_event (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    incident_id text COLLATE "C" NOT NULL REFERENCES incident (id),
    position bigint NOT NULL CHECK (position > 0),
    kind text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    account_id text COLLATE "C",
    facts text NOT NULL
);
CREATE UNIQUE INDEX incident_event_position ON incident_event (incident_id, position);
