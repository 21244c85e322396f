-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Lists worth trusting: what a list is for, where an entry comes from, what waits for a second
-- person or is held back, and what became of each entry.

-- `known`: a match is a find. `benign`: a match means that there is nothing to see. `negative`: a
-- match takes back what the list `against_id` says, or what every list says where it is null.
ALTER TABLE hash_list ADD COLUMN kind TEXT NOT NULL DEFAULT 'known'
    CHECK (kind IN ('known', 'benign', 'negative'));
ALTER TABLE hash_list ADD COLUMN against_id TEXT REFERENCES hash_list (id);
ALTER TABLE hash_list ADD COLUMN adding TEXT NOT NULL DEFAULT 'one-person'
    CHECK (adding IN ('one-person', 'two-person'));
ALTER TABLE hash_list ADD COLUMN held_count INTEGER NOT NULL DEFAULT 0 CHECK (held_count >= 0);
UPDATE hash_list SET adding = 'two-person' WHERE trusted = 1;

ALTER TABLE hash_import ADD COLUMN started_by TEXT NOT NULL DEFAULT 'system';
ALTER TABLE hash_import ADD COLUMN held_count INTEGER NOT NULL DEFAULT 0;

-- `added_by` is null where an import added it. What is held matches nothing until it is released.
ALTER TABLE hash_entry ADD COLUMN added_by TEXT;
ALTER TABLE hash_entry ADD COLUMN confirmed_by TEXT;
ALTER TABLE hash_entry ADD COLUMN category TEXT;
ALTER TABLE hash_entry ADD COLUMN note TEXT;
ALTER TABLE hash_entry ADD COLUMN held_at INTEGER;
ALTER TABLE hash_entry ADD COLUMN held_cause TEXT
    CHECK (held_cause IN ('benign-collision', 'known-collision', 'degenerate', 'crowd'));
ALTER TABLE hash_entry ADD COLUMN released_at INTEGER;
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
    kind TEXT NOT NULL CHECK (kind IN ('withdrawn', 'restored', 'held', 'released')),
    actor TEXT NOT NULL,
    reason TEXT,
    cause TEXT,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX hash_entry_event_entry ON hash_entry_event (entry_id, id);
CREATE INDEX hash_entry_event_list ON hash_entry_event (list_id, kind, id);
INSERT INTO hash_entry_event (id, entry_id, list_id, kind, actor, reason, at)
    SELECT id, id, list_id, 'withdrawn', 'system', withdrawn_reason, withdrawn_at
    FROM hash_entry WHERE withdrawn_at IS NOT NULL;

-- What one person asked for and a second one confirms or refuses. Rows stay.
CREATE TABLE hash_proposal (
    id TEXT NOT NULL PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES hash_list (id),
    action TEXT NOT NULL
        CHECK (action IN ('add', 'restore', 'enable', 'trust', 'one-person')),
    -- The kind and the digits of the fingerprint; empty where it is about the list.
    subject TEXT NOT NULL,
    note TEXT,
    -- What the fingerprint collided with when it was proposed.
    warning TEXT,
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused')),
    decided_by TEXT,
    decided_at INTEGER,
    reason TEXT,
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX hash_proposal_waiting ON hash_proposal (list_id, action, subject)
    WHERE state = 'waiting';
CREATE INDEX hash_proposal_state ON hash_proposal (state, id);

-- A match that a benign or negative entry took back stays on record with that entry.
ALTER TABLE media_match ADD COLUMN set_aside_by TEXT REFERENCES hash_entry (id);
CREATE INDEX media_match_set_aside ON media_match (set_aside_by) WHERE set_aside_by IS NOT NULL;
CREATE INDEX media_match_entry_time ON media_match (entry_id, found_at);

-- How often an entry matched, the same media again included.
CREATE TABLE hash_entry_statistic (
    entry_id TEXT NOT NULL PRIMARY KEY REFERENCES hash_entry (id),
    match_count INTEGER NOT NULL CHECK (match_count >= 0),
    first_matched_at INTEGER NOT NULL,
    last_matched_at INTEGER NOT NULL
) STRICT;

-- What a person's decision about an incident says about the entries that its media matched.
CREATE TABLE match_opinion (
    entry_id TEXT NOT NULL REFERENCES hash_entry (id),
    incident_id TEXT NOT NULL REFERENCES incident (id),
    opinion TEXT NOT NULL CHECK (opinion IN ('confirmed', 'refuted')),
    at INTEGER NOT NULL,
    PRIMARY KEY (entry_id, incident_id)
) STRICT;
CREATE INDEX match_opinion_incident ON match_opinion (incident_id);
