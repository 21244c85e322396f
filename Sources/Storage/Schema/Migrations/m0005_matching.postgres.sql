-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Matching: hash lists and their entries, the media seen and where, and what matched.

-- One row: the number of the last change to what matches. It is locked until commit, so that
-- changes become visible in the order of their numbers.
CREATE TABLE matching_state (
    id bigint PRIMARY KEY CHECK (id = 1),
    generation bigint NOT NULL CHECK (generation >= 0)
);
INSERT INTO matching_state (id, generation) VALUES (1, 0);

CREATE TABLE hash_list (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    source text NOT NULL,
    classification text COLLATE "C" NOT NULL
        CHECK (classification IN ('csam', 'harmful-abusive', 'other')),
    version bigint NOT NULL CHECK (version >= 0),
    trusted bigint NOT NULL CHECK (trusted IN (0, 1)),
    enabled bigint NOT NULL CHECK (enabled IN (0, 1)),
    pdq_distance_max bigint NOT NULL CHECK (pdq_distance_max BETWEEN 0 AND 64),
    pdq_quality_min bigint NOT NULL CHECK (pdq_quality_min BETWEEN 0 AND 100),
    entry_count bigint NOT NULL CHECK (entry_count >= 0),
    withdrawn_count bigint NOT NULL CHECK (withdrawn_count >= 0),
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE UNIQUE INDEX hash_list_name ON hash_list (name);

-- Every import, also those that kept nothing. What an import that is not published added waits,
-- invisible, until the whole file was read; publishing it is this one row.
CREATE TABLE hash_import (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    list_id text COLLATE "C" NOT NULL REFERENCES hash_list (id),
    policy text COLLATE "C" NOT NULL CHECK (policy IN ('keep-good', 'all-or-nothing')),
    state text COLLATE "C" NOT NULL CHECK (state IN ('running', 'done', 'rejected', 'abandoned')),
    published bigint NOT NULL CHECK (published IN (0, 1)),
    started_at bigint NOT NULL,
    ended_at bigint,
    read_count bigint NOT NULL,
    added_count bigint NOT NULL,
    known_count bigint NOT NULL,
    bad_count bigint NOT NULL
);
CREATE INDEX hash_import_list ON hash_import (list_id, id);

-- Entries that were ever visible are never deleted: a withdrawn one stays on record, and stays
-- withdrawn when the same fingerprint is imported again. `import_id` is null where a person added
-- it; `change` is the generation that last changed it.
CREATE TABLE hash_entry (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    list_id text COLLATE "C" NOT NULL REFERENCES hash_list (id),
    import_id text COLLATE "C" REFERENCES hash_import (id),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('md5', 'sha1', 'sha256', 'pdq')),
    fingerprint bytea NOT NULL,
    change bigint NOT NULL,
    added_at bigint NOT NULL,
    withdrawn_at bigint,
    withdrawn_reason text,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE UNIQUE INDEX hash_entry_fingerprint ON hash_entry (fingerprint, kind, list_id);
CREATE INDEX hash_entry_list ON hash_entry (list_id, id);
-- What the index of pictures reads on from.
CREATE INDEX hash_entry_pdq ON hash_entry (change, id) WHERE kind = 'pdq';

-- One distinct file, by SHA-256. Never its bytes.
CREATE TABLE media (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    sha1 bytea NOT NULL CHECK (length(sha1) = 20),
    md5 bytea NOT NULL CHECK (length(md5) = 16),
    pdq bytea CHECK (length(pdq) = 32),
    pdq_quality bigint CHECK (pdq_quality BETWEEN 0 AND 100),
    byte_count bigint NOT NULL CHECK (byte_count >= 0),
    undecodable_reason text COLLATE "C",
    first_seen_at bigint NOT NULL,
    CHECK ((pdq IS NULL) = (pdq_quality IS NULL))
);
CREATE UNIQUE INDEX media_sha256 ON media (sha256);

-- That media, at that locator, at that time.
CREATE TABLE sighting (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    media_id text COLLATE "C" NOT NULL REFERENCES media (id),
    locator_id text COLLATE "C" NOT NULL REFERENCES locator (id),
    seen_at bigint NOT NULL
);
CREATE UNIQUE INDEX sighting_once ON sighting (locator_id, media_id, seen_at);
CREATE INDEX sighting_media ON sighting (media_id, seen_at);

CREATE TABLE media_match (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    media_id text COLLATE "C" NOT NULL REFERENCES media (id),
    entry_id text COLLATE "C" NOT NULL REFERENCES hash_entry (id),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('md5', 'sha1', 'sha256', 'pdq')),
    distance bigint NOT NULL CHECK (distance BETWEEN 0 AND 256),
    found_at bigint NOT NULL
);
CREATE UNIQUE INDEX media_match_once ON media_match (media_id, entry_id, kind);
CREATE INDEX media_match_entry ON media_match (entry_id, id);
