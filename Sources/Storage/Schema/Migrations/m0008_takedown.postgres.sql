-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Where notices go: one row per abuse address, whoever named it.
CREATE TABLE abuse_contact (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    email text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email)),
    name text COLLATE "C" NOT NULL,
    language text COLLATE "C" CHECK (language IN ('en', 'fr')),
    status text COLLATE "C" NOT NULL CHECK (status IN ('unverified', 'working', 'refusing')),
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX abuse_contact_by_name ON abuse_contact (name, id);

-- The hotline's own directory of hosts: asked before any registry.
CREATE TABLE hosting_provider (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    contact_id text COLLATE "C" NOT NULL REFERENCES abuse_contact (id),
    upstream_contact_id text COLLATE "C" REFERENCES abuse_contact (id),
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX hosting_provider_by_contact ON hosting_provider (contact_id);
CREATE INDEX hosting_provider_by_upstream ON hosting_provider (upstream_contact_id);

-- First and last address as 16 bytes; version 4 is mapped into version 6, so that bytes compare.
CREATE TABLE provider_network (
    first_address bytea NOT NULL CHECK (length(first_address) = 16),
    last_address bytea NOT NULL CHECK (length(last_address) = 16),
    provider_id text COLLATE "C" NOT NULL REFERENCES hosting_provider (id) ON DELETE CASCADE,
    PRIMARY KEY (first_address, last_address),
    CHECK (first_address <= last_address)
);
CREATE INDEX provider_network_by_provider ON provider_network (provider_id);

CREATE TABLE provider_domain (
    domain text COLLATE "C" NOT NULL PRIMARY KEY CHECK (domain = lower(domain)),
    provider_id text COLLATE "C" NOT NULL REFERENCES hosting_provider (id) ON DELETE CASCADE
);
CREATE INDEX provider_domain_by_provider ON provider_domain (provider_id);

-- Who runs a server, as found at one moment: for the server an address points at, and for the one
-- that holds the media.
CREATE TABLE server_trace (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    incident_id text COLLATE "C" NOT NULL REFERENCES incident (id),
    locator_id text COLLATE "C" NOT NULL REFERENCES locator (id),
    role text COLLATE "C" NOT NULL CHECK (role IN ('pointed', 'hosting')),
    address text COLLATE "C",
    country text COLLATE "C" CHECK (length(country) = 2),
    network_handle text COLLATE "C",
    network_name text,
    organisation text,
    source text COLLATE "C" NOT NULL CHECK (source IN ('directory', 'registry', 'nobody')),
    contact_id text COLLATE "C" REFERENCES abuse_contact (id),
    upstream_contact_id text COLLATE "C" REFERENCES abuse_contact (id),
    failure_code text COLLATE "C",
    traced_at bigint NOT NULL,
    CHECK ((source = 'nobody') = (contact_id IS NULL))
);
CREATE INDEX server_trace_by_incident ON server_trace (incident_id, traced_at, id);
CREATE INDEX server_trace_by_locator ON server_trace (locator_id, role, traced_at);

-- The removal of one address.
CREATE TABLE takedown (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    incident_id text COLLATE "C" NOT NULL REFERENCES incident (id),
    locator_id text COLLATE "C" NOT NULL UNIQUE REFERENCES locator (id),
    role text COLLATE "C" NOT NULL CHECK (role IN ('pointed', 'hosting')),
    contact_id text COLLATE "C" REFERENCES abuse_contact (id),
    upstream_contact_id text COLLATE "C" REFERENCES abuse_contact (id),
    server_address text COLLATE "C",
    country text COLLATE "C",
    state text COLLATE "C" NOT NULL CHECK (state IN (
        'traced', 'awaiting-confirmation', 'held', 'queued', 'noticed', 'escalated', 'gone',
        'failed', 'withdrawn')),
    due_notice text COLLATE "C" CHECK (due_notice IN ('first', 'repeat', 'escalation')),
    is_escalated bigint NOT NULL CHECK (is_escalated IN (0, 1)),
    first_notice_at bigint,
    last_notice_at bigint,
    first_gone_at bigint,
    last_gone_at bigint,
    gone_count bigint NOT NULL CHECK (gone_count >= 0),
    unreachable_since bigint,
    removal_micros bigint CHECK (removal_micros >= 0),
    round bigint NOT NULL CHECK (round >= 1),
    version bigint NOT NULL CHECK (version >= 1),
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX takedown_by_incident ON takedown (incident_id, id);
CREATE INDEX takedown_by_state ON takedown (state, id);
CREATE INDEX takedown_by_contact ON takedown (contact_id, id);
CREATE INDEX takedown_due ON takedown (contact_id, id) WHERE due_notice IS NOT NULL;
CREATE INDEX takedown_by_removal ON takedown (removal_micros) WHERE removal_micros IS NOT NULL;

-- One look at one address.
CREATE TABLE takedown_check (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    takedown_id text COLLATE "C" NOT NULL REFERENCES takedown (id),
    finding text COLLATE "C" NOT NULL CHECK (finding IN ('present', 'gone', 'unreachable')),
    detail text COLLATE "C" NOT NULL,
    checked_at bigint NOT NULL,
    UNIQUE (takedown_id, checked_at)
);

-- One mail to one contact. Its text holds addresses, so it is sealed; at most one a day and
-- contact.
CREATE TABLE notice (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    number text COLLATE "C" NOT NULL UNIQUE,
    contact_id text COLLATE "C" NOT NULL REFERENCES abuse_contact (id),
    day text COLLATE "C" NOT NULL CHECK (length(day) = 10),
    state text COLLATE "C" NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'cancelled')),
    message_id text COLLATE "C" NOT NULL UNIQUE,
    sealed_message bytea NOT NULL,
    item_count bigint NOT NULL CHECK (item_count >= 1),
    failure_code text COLLATE "C",
    composed_at bigint NOT NULL,
    sent_at bigint
);
CREATE UNIQUE INDEX notice_of_day ON notice (contact_id, day) WHERE state <> 'cancelled';
CREATE INDEX notice_by_contact ON notice (contact_id, id);
CREATE INDEX notice_by_state ON notice (state, id);

-- The addresses a notice carries, each with the identifier of its XARF report.
CREATE TABLE notice_item (
    notice_id text COLLATE "C" NOT NULL REFERENCES notice (id),
    takedown_id text COLLATE "C" NOT NULL REFERENCES takedown (id),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('first', 'repeat', 'escalation')),
    report_id text COLLATE "C" NOT NULL UNIQUE,
    sealed_report bytea NOT NULL,
    PRIMARY KEY (notice_id, takedown_id)
);
CREATE INDEX notice_item_by_takedown ON notice_item (takedown_id);
