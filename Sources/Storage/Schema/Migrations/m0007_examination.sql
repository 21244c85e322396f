-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- That media, at that locator, at that time.
CREATE TABLE sighting (
    id TEXT NOT NULL PRIMARY KEY,
    media_id TEXT NOT NULL REFERENCES media (id),
    locator_id TEXT NOT NULL REFERENCES locator (id),
    seen_at TIME NOT NULL
) STRICT;
CREATE UNIQUE INDEX sighting_once ON sighting (locator_id, media_id, seen_at);
CREATE INDEX sighting_media ON sighting (media_id, seen_at);

-- One row per incident: how its address was looked at, and what came of it.
CREATE TABLE examination (
    incident_id TEXT NOT NULL PRIMARY KEY REFERENCES incident (id),
    outcome TEXT NOT NULL,
    outcome_code TEXT,
    page_count INTEGER NOT NULL CHECK (page_count >= 0),
    media_count INTEGER NOT NULL CHECK (media_count >= 0),
    undecodable_count INTEGER NOT NULL CHECK (undecodable_count >= 0),
    failed_count INTEGER NOT NULL CHECK (failed_count >= 0),
    skipped_count INTEGER NOT NULL CHECK (skipped_count >= 0),
    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
    finished_at TIME NOT NULL
) STRICT;

-- The servers an address was fetched from: the one it points at, and the one that holds the media.
CREATE TABLE examined_server (
    locator_id TEXT NOT NULL REFERENCES locator (id),
    role TEXT NOT NULL,
    address TEXT NOT NULL,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    seen_at TIME NOT NULL,
    PRIMARY KEY (locator_id, role, address)
) STRICT;
CREATE INDEX examined_server_by_incident ON examined_server (incident_id);
