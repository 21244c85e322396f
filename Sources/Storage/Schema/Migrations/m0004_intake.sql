-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- What arrived, as it arrived. Sealed columns can be read only with the record's key.
CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    submission_digest BLOB NOT NULL,
    secret_hash TEXT,
    received_at TIME NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    concern TEXT NOT NULL,
    provider_id TEXT,
    provider_identifier TEXT,
    provider_name TEXT,
    sealed_narrative BLOB,
    sealed_contact BLOB,
    address_count INTEGER NOT NULL CHECK (address_count >= 0),
    erased_at TIME,
    CHECK ((provider_id IS NULL) = (provider_identifier IS NULL)),
    CHECK ((provider_id IS NULL) = (provider_name IS NULL))
) STRICT;
CREATE UNIQUE INDEX report_number ON report (number);
CREATE UNIQUE INDEX report_submission_digest ON report (submission_digest);
CREATE INDEX report_channel ON report (channel, id);
CREATE INDEX report_provider ON report (provider_id, id);

-- Who asked for a report to be erased, and what a second person made of it.
CREATE TABLE erasure (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES report (id),
    cause TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TIME NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at TIME,
    refusal TEXT,
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX erasure_waiting ON erasure (report_id) WHERE state = 'waiting';
CREATE INDEX erasure_state ON erasure (state, id);
