-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Work that waits, is under way or is done: one row for each arrow of the data flow.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    priority INTEGER NOT NULL,
    due_at TIME NOT NULL,
    state TEXT NOT NULL,
    -- When a worker may claim it: its due time while waiting, the end of the lease while running.
    available_at TIME,
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    -- Counts the claims: only the worker that made the latest one may finish the job.
    fence INTEGER NOT NULL CHECK (fence >= 0),
    worker TEXT,
    last_error_code TEXT,
    created_at TIME NOT NULL,
    changed_at TIME NOT NULL,
    CHECK ((available_at IS NULL) = (state IN ('done', 'dead')))
) STRICT;

CREATE UNIQUE INDEX job_kind_key ON job (kind, key);
CREATE INDEX job_available ON job (priority, available_at, id) WHERE available_at IS NOT NULL;
CREATE INDEX job_available_at ON job (available_at) WHERE available_at IS NOT NULL;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_state_kind ON job (state, kind);
