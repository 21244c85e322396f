-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- What a person, or the policy for trusted lists, decided about an incident. Rows are never
-- changed: a later decision names the one it supersedes.
CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    account_id TEXT REFERENCES account (id),
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason BLOB,
    supersedes_id TEXT REFERENCES assessment (id),
    made_at TIME NOT NULL,
    UNIQUE (supersedes_id)
) STRICT;
CREATE INDEX assessment_by_incident ON assessment (incident_id, made_at);
CREATE UNIQUE INDEX assessment_first ON assessment (incident_id) WHERE supersedes_id IS NULL;
