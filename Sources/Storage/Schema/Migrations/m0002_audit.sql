-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- What happened. An erased event keeps its commitment, kind, subject and time, so that the tree
-- stays whole and these can still be checked.
CREATE TABLE audit_event (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    actor TEXT,
    subject TEXT NOT NULL,
    facts TEXT,
    at TIME NOT NULL,
    salt BLOB,
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    leaf_index INTEGER CHECK (leaf_index >= 0),
    erased_at TIME,
    CHECK (salt IS NULL OR length(salt) = 32),
    CHECK ((erased_at IS NULL) = (salt IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (actor IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (facts IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX audit_event_leaf ON audit_event (leaf_index) WHERE leaf_index IS NOT NULL;

CREATE INDEX audit_event_pending ON audit_event (id) WHERE leaf_index IS NULL;

CREATE INDEX audit_event_subject ON audit_event (subject, id);

-- How often somebody's rights were changed, asked whenever they are used.
CREATE INDEX audit_event_subject_kind ON audit_event (subject, kind);

-- Roots of full subtrees of 256, 65536, ... leaves (level 8, 16, ...): what makes proofs cheap.
CREATE TABLE audit_node (
    level INTEGER NOT NULL CHECK (level > 0),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, position)
) STRICT;

-- Signed tree heads, and the compact range from which the next one continues.
CREATE TABLE audit_checkpoint (
    size INTEGER NOT NULL PRIMARY KEY CHECK (size > 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    frontier BLOB NOT NULL,
    at TIME NOT NULL
) STRICT;
