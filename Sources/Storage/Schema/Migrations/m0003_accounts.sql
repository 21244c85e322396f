-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- Each row has a seal: a keyed hash over what it says. Without the installation's keys nobody makes
-- one, so whoever can only write here lets nobody in.

-- People who work with the Workbench. No password yet: only a one-time link lets them in.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    email TEXT,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT,
    created_at TIME NOT NULL,
    disabled_at TIME,
    -- How often the row was written.
    version INTEGER NOT NULL,
    seal BLOB NOT NULL
) STRICT;

-- Signed-in browsers. The token itself is only in the browser.
CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id TEXT NOT NULL REFERENCES account (id),
    csrf_secret BLOB NOT NULL CHECK (length(csrf_secret) = 32),
    created_at TIME NOT NULL,
    seen_at TIME NOT NULL,
    expires_at TIME NOT NULL,
    seal BLOB NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account_id);

CREATE INDEX session_expiry ON session (expires_at);

-- One-time links with which a person sets a password; a used one is gone.
CREATE TABLE sign_in_link (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id TEXT NOT NULL REFERENCES account (id),
    created_at TIME NOT NULL,
    expires_at TIME NOT NULL,
    seal BLOB NOT NULL
) STRICT;

CREATE INDEX sign_in_link_account ON sign_in_link (account_id);

-- Internet providers that report (SOR/2011-292, section 3: each has its own identifier).
CREATE TABLE provider (
    id TEXT NOT NULL PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    abuse_email TEXT,
    language TEXT NOT NULL,
    created_at TIME NOT NULL,
    disabled_at TIME,
    version INTEGER NOT NULL,
    seal BLOB NOT NULL
) STRICT;

-- What a provider's machine shows. The prefix finds the row; only the hash of the rest is kept.
CREATE TABLE provider_token (
    prefix TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES provider (id),
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    created_at TIME NOT NULL,
    used_at TIME,
    revoked_at TIME,
    seal BLOB NOT NULL
) STRICT;

CREATE INDEX provider_token_provider ON provider_token (provider_id);
