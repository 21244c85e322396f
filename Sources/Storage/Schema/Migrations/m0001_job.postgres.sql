-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Work that waits, is under way or is done: one row for each arrow of the data flow.
CREATE TABLE job (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    payload text NOT NULL,
    priority bigint NOT NULL,
    due_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    -- When a worker may claim it: its due time while waiting, the end of the lease while running.
    available_at bigint,
    attempt bigint NOT NULL CHECK (attempt >= 0),
    -- Counts the claims: only the worker that made the latest one may finish the job.
    fence bigint NOT NULL CHECK (fence >= 0),
    worker text,
    last_error_code text,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CHECK ((available_at IS NULL) = (state IN ('done', 'dead')))
);

CREATE UNIQUE INDEX job_kind_key ON job (kind, key);
CREATE INDEX job_available ON job (priority, available_at, id) WHERE available_at IS NOT NULL;
CREATE INDEX job_available_at ON job (available_at) WHERE available_at IS NOT NULL;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_state_kind ON job (state, kind);
