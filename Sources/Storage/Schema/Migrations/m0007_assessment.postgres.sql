-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- What a person, or the policy for trusted lists, decided about an incident. Rows are never
-- changed:
-- a later decision names the one it supersedes.
CREATE TABLE assessment (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    incident_id text COLLATE "C" NOT NULL REFERENCES incident (id),
    account_id text COLLATE "C" REFERENCES account (id),
    scheme text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('actionable', 'closed')),
    reason bytea,
    supersedes_id text COLLATE "C" REFERENCES assessment (id),
    made_at bigint NOT NULL,
    UNIQUE (supersedes_id)
);
CREATE INDEX assessment_by_incident ON assessment (incident_id, made_at);
CREATE UNIQUE INDEX assessment_first ON assessment (incident_id) WHERE supersedes_id IS NULL;
