-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- One row per incident: how its address was looked at, and what came of it.
CREATE TABLE examination (
    incident_id TEXT NOT NULL PRIMARY KEY REFERENCES incident (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('examined', 'not-fetched', 'not-web')),
    outcome_code TEXT,
    page_count INTEGER NOT NULL CHECK (page_count >= 0),
    media_count INTEGER NOT NULL CHECK (media_count >= 0),
    undecodable_count INTEGER NOT NULL CHECK (undecodable_count >= 0),
    failed_count INTEGER NOT NULL CHECK (failed_count >= 0),
    skipped_count INTEGER NOT NULL CHECK (skipped_count >= 0),
    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
    finished_at INTEGER NOT NULL
) STRICT;

-- The servers an address was fetched from: the one it points at, and the one that holds the media.
CREATE TABLE examined_server (
    locator_id TEXT NOT NULL REFERENCES locator (id),
    role TEXT NOT NULL CHECK (role IN ('pointed', 'hosting')),
    address TEXT NOT NULL,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (locator_id, role, address)
) STRICT;
CREATE INDEX examined_server_by_incident ON examined_server (incident_id);
