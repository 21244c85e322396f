-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Where notices go: one row per abuse address, whoever named it.
CREATE TABLE abuse_contact (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    name TEXT NOT NULL,
    language TEXT,
    status TEXT NOT NULL,
    created_at TIME NOT NULL,
    updated_at TIME NOT NULL
) STRICT;
CREATE INDEX abuse_contact_by_name ON abuse_contact (name, id);

-- The hotline's own directory of hosts: asked before any registry.
CREATE TABLE hosting_provider (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    contact_id TEXT NOT NULL REFERENCES abuse_contact (id),
    upstream_contact_id TEXT REFERENCES abuse_contact (id),
    created_at TIME NOT NULL,
    updated_at TIME NOT NULL
) STRICT;
CREATE INDEX hosting_provider_by_contact ON hosting_provider (contact_id);
CREATE INDEX hosting_provider_by_upstream ON hosting_provider (upstream_contact_id);

-- First and last address as 16 bytes; version 4 is mapped into version 6, so that bytes compare.
CREATE TABLE provider_network (
    first_address BLOB NOT NULL CHECK (length(first_address) = 16),
    last_address BLOB NOT NULL CHECK (length(last_address) = 16),
    provider_id TEXT NOT NULL REFERENCES hosting_provider (id) ON DELETE CASCADE,
    PRIMARY KEY (first_address, last_address),
    CHECK (first_address <= last_address)
) STRICT;
CREATE INDEX provider_network_by_provider ON provider_network (provider_id);

CREATE TABLE provider_domain (
    domain TEXT NOT NULL PRIMARY KEY CHECK (domain = lower(domain)),
    provider_id TEXT NOT NULL REFERENCES hosting_provider (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX provider_domain_by_provider ON provider_domain (provider_id);

-- Who runs a server, as found at one moment: for the server an address points at, and for the one
-- that holds the media.
CREATE TABLE server_trace (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    locator_id TEXT NOT NULL REFERENCES locator (id),
    role TEXT NOT NULL,
    address TEXT,
    country TEXT CHECK (length(country) = 2),
    network_handle TEXT,
    network_name TEXT,
    organisation TEXT,
    source TEXT NOT NULL,
    contact_id TEXT REFERENCES abuse_contact (id),
    upstream_contact_id TEXT REFERENCES abuse_contact (id),
    failure_code TEXT,
    traced_at TIME NOT NULL,
    CHECK ((source = 'nobody') = (contact_id IS NULL))
) STRICT;
CREATE INDEX server_trace_by_incident ON server_trace (incident_id, traced_at, id);
CREATE INDEX server_trace_by_locator ON server_trace (locator_id, role, traced_at);

-- The removal of one address, whoever reported it. `incident_id` and `locator_id` name the
-- incident that leads.
CREATE TABLE takedown (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    locator_id TEXT NOT NULL UNIQUE REFERENCES locator (id),
    role TEXT NOT NULL,
    contact_id TEXT REFERENCES abuse_contact (id),
    upstream_contact_id TEXT REFERENCES abuse_contact (id),
    server_address TEXT,
    country TEXT,
    state TEXT NOT NULL,
    due_notice TEXT,
    is_escalated BOOLEAN NOT NULL,
    first_notice_at TIME,
    last_notice_at TIME,
    first_gone_at TIME,
    last_gone_at TIME,
    gone_count INTEGER NOT NULL CHECK (gone_count >= 0),
    unreachable_since TIME,
    removal_micros INTEGER CHECK (removal_micros >= 0),
    round INTEGER NOT NULL CHECK (round >= 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    created_at TIME NOT NULL,
    updated_at TIME NOT NULL
) STRICT;
CREATE INDEX takedown_by_incident ON takedown (incident_id, id);
CREATE INDEX takedown_by_state ON takedown (state, id);
CREATE INDEX takedown_by_contact ON takedown (contact_id, id);
CREATE INDEX takedown_due ON takedown (contact_id, id) WHERE due_notice IS NOT NULL;
CREATE INDEX takedown_by_removal ON takedown (removal_micros) WHERE removal_micros IS NOT NULL;

-- The incidents that wait for a removal: each names the takedown's address. The one that leads is
-- among them, and lends its key and its material.
CREATE TABLE takedown_follower (
    locator_id TEXT NOT NULL PRIMARY KEY REFERENCES locator (id),
    takedown_id TEXT NOT NULL REFERENCES takedown (id),
    incident_id TEXT NOT NULL REFERENCES incident (id),
    joined_at TIME NOT NULL,
    left_at TIME
) STRICT;
CREATE INDEX takedown_follower_by_takedown
    ON takedown_follower (takedown_id, joined_at, locator_id);
CREATE INDEX takedown_follower_by_incident ON takedown_follower (incident_id, takedown_id);

-- One look at one address.
CREATE TABLE takedown_recheck (
    id TEXT NOT NULL PRIMARY KEY,
    takedown_id TEXT NOT NULL REFERENCES takedown (id),
    finding TEXT NOT NULL,
    detail TEXT NOT NULL,
    checked_at TIME NOT NULL,
    UNIQUE (takedown_id, checked_at)
) STRICT;

-- One mail to one contact, at most one a day. Its text holds addresses, so it is sealed.
CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    contact_id TEXT NOT NULL REFERENCES abuse_contact (id),
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    sealed_message BLOB NOT NULL,
    item_count INTEGER NOT NULL CHECK (item_count >= 1),
    failure_code TEXT,
    composed_at TIME NOT NULL,
    sent_at TIME
) STRICT;
CREATE UNIQUE INDEX notice_of_day ON notice (contact_id, day) WHERE state <> 'cancelled';
CREATE INDEX notice_by_contact ON notice (contact_id, id);
CREATE INDEX notice_by_state ON notice (state, id);

-- The addresses a notice carries, each with the identifier of its XARF report.
CREATE TABLE notice_item (
    notice_id TEXT NOT NULL REFERENCES notice (id),
    takedown_id TEXT NOT NULL REFERENCES takedown (id),
    kind TEXT NOT NULL,
    report_id TEXT NOT NULL UNIQUE,
    sealed_report BLOB NOT NULL,
    PRIMARY KEY (notice_id, takedown_id)
) STRICT;
CREATE INDEX notice_item_by_takedown ON notice_item (takedown_id);
