-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Matching: hash lists and their entries, what people asked for and did with them, the media seen,
-- and what matched.

-- One row: the number of the last change to what matches. It is locked until commit, so that
-- changes become visible in the order of their numbers.
CREATE TABLE matching_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL CHECK (generation >= 0)
) STRICT;
INSERT INTO matching_state (id, generation) VALUES (1, 0);

-- `known`: a match is a find. `benign`: a match means that there is nothing to see. `negative`: a
-- match takes back what the list `against_id` says, or what every list says where it is null.
CREATE TABLE hash_list (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    classification TEXT NOT NULL,
    kind TEXT NOT NULL,
    against_id TEXT REFERENCES hash_list (id),
    adding TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    trusted BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    pdq_distance_max INTEGER NOT NULL CHECK (pdq_distance_max BETWEEN 0 AND 64),
    pdq_quality_min INTEGER NOT NULL CHECK (pdq_quality_min BETWEEN 0 AND 100),
    entry_count INTEGER NOT NULL CHECK (entry_count >= 0),
    withdrawn_count INTEGER NOT NULL CHECK (withdrawn_count >= 0),
    held_count INTEGER NOT NULL CHECK (held_count >= 0),
    created_at TIME NOT NULL,
    changed_at TIME NOT NULL
) STRICT;
CREATE UNIQUE INDEX hash_list_name ON hash_list (name);

-- Every import, also those that kept nothing. What an import that is not published added waits,
-- invisible, until the whole file was read; publishing it is this one row.
CREATE TABLE hash_import (
    id TEXT NOT NULL PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES hash_list (id),
    policy TEXT NOT NULL,
    state TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    started_by TEXT NOT NULL,
    started_at TIME NOT NULL,
    ended_at TIME,
    read_count INTEGER NOT NULL,
    added_count INTEGER NOT NULL,
    present_count INTEGER NOT NULL,
    bad_count INTEGER NOT NULL,
    held_count INTEGER NOT NULL
) STRICT;
CREATE INDEX hash_import_list ON hash_import (list_id, id);

-- Entries that were ever visible are never deleted: a withdrawn one stays on record, and stays
-- withdrawn when the same fingerprint is imported again. `import_id` is null where a person added
-- it, `added_by` where an import did; `change` is the generation that last changed it. What is held
-- matches nothing until it is released.
CREATE TABLE hash_entry (
    id TEXT NOT NULL PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES hash_list (id),
    import_id TEXT REFERENCES hash_import (id),
    kind TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    change INTEGER NOT NULL,
    added_at TIME NOT NULL,
    withdrawn_at TIME,
    withdrawn_reason TEXT,
    added_by TEXT,
    confirmed_by TEXT,
    category TEXT,
    note TEXT,
    held_at TIME,
    held_cause TEXT,
    released_at TIME,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX hash_entry_fingerprint ON hash_entry (fingerprint, kind, list_id);
CREATE INDEX hash_entry_list ON hash_entry (list_id, id);
-- What the index of pictures reads on from.
CREATE INDEX hash_entry_pdq ON hash_entry (change, id) WHERE kind = 'pdq';
CREATE INDEX hash_entry_held ON hash_entry (id) WHERE held_at IS NOT NULL;
-- The pictures of one list: what imports into other lists are compared with. It says twice that
-- they are pictures, so that only the one statement that says so too reads it.
CREATE INDEX hash_entry_list_pdq ON hash_entry (list_id, id)
    WHERE kind = 'pdq' AND length(fingerprint) = 32;

-- What happened to an entry after it was added. Rows are never changed.
CREATE TABLE hash_entry_event (
    id TEXT NOT NULL PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES hash_entry (id),
    list_id TEXT NOT NULL REFERENCES hash_list (id),
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT,
    cause TEXT,
    at TIME NOT NULL
) STRICT;
CREATE INDEX hash_entry_event_entry ON hash_entry_event (entry_id, id);
CREATE INDEX hash_entry_event_list ON hash_entry_event (list_id, kind, id);

-- What one person asked for and a second one confirms or refuses. Rows stay.
CREATE TABLE hash_proposal (
    id TEXT NOT NULL PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES hash_list (id),
    action TEXT NOT NULL,
    -- The kind and the digits of the fingerprint; empty where it is about the list.
    subject TEXT NOT NULL,
    note TEXT,
    -- What the fingerprint collided with when it was proposed.
    warning TEXT,
    proposed_by TEXT NOT NULL,
    proposed_at TIME NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at TIME,
    reason TEXT,
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX hash_proposal_waiting ON hash_proposal (list_id, action, subject)
    WHERE state = 'waiting';
CREATE INDEX hash_proposal_state ON hash_proposal (state, id);

-- One distinct file, by SHA-256. Never its bytes.
CREATE TABLE media (
    id TEXT NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    sha1 BLOB NOT NULL CHECK (length(sha1) = 20),
    md5 BLOB NOT NULL CHECK (length(md5) = 16),
    pdq BLOB CHECK (length(pdq) = 32),
    pdq_quality INTEGER CHECK (pdq_quality BETWEEN 0 AND 100),
    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
    undecodable_reason TEXT,
    reading_remarks TEXT,
    first_seen_at TIME NOT NULL,
    CHECK ((pdq IS NULL) = (pdq_quality IS NULL))
) STRICT;
CREATE UNIQUE INDEX media_sha256 ON media (sha256);

-- A match that a benign or negative entry took back stays on record with that entry.
CREATE TABLE media_match (
    id TEXT NOT NULL PRIMARY KEY,
    media_id TEXT NOT NULL REFERENCES media (id),
    entry_id TEXT NOT NULL REFERENCES hash_entry (id),
    kind TEXT NOT NULL,
    distance INTEGER NOT NULL CHECK (distance BETWEEN 0 AND 256),
    found_at TIME NOT NULL,
    set_aside_by TEXT REFERENCES hash_entry (id)
) STRICT;
CREATE UNIQUE INDEX media_match_once ON media_match (media_id, entry_id, kind);
CREATE INDEX media_match_entry ON media_match (entry_id, id);
CREATE INDEX media_match_entry_time ON media_match (entry_id, found_at);
CREATE INDEX media_match_set_aside ON media_match (set_aside_by) WHERE set_aside_by IS NOT NULL;

-- How often an entry matched, the same media again included.
CREATE TABLE hash_entry_statistic (
    entry_id TEXT NOT NULL PRIMARY KEY REFERENCES hash_entry (id),
    match_count INTEGER NOT NULL CHECK (match_count >= 0),
    first_matched_at TIME NOT NULL,
    last_matched_at TIME NOT NULL
) STRICT;

-- What a person's decision about an incident says about the entries that its media matched.
CREATE TABLE match_opinion (
    entry_id TEXT NOT NULL REFERENCES hash_entry (id),
    incident_id TEXT NOT NULL REFERENCES incident (id),
    opinion TEXT NOT NULL,
    at TIME NOT NULL,
    PRIMARY KEY (entry_id, incident_id)
) STRICT;
CREATE INDEX match_opinion_incident ON match_opinion (incident_id);
