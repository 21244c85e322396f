-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- People who work with the Workbench. No password yet: only a one-time link lets them in.
CREATE TABLE account (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE,
    email text,
    role text NOT NULL CHECK (role IN ('analyst', 'supervisor', 'administrator')),
    language text NOT NULL CHECK (language IN ('en', 'fr')),
    password_hash text,
    created_at bigint NOT NULL,
    disabled_at bigint
);

-- Signed-in browsers. The token itself is only in the browser.
CREATE TABLE session (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id text COLLATE "C" NOT NULL REFERENCES account (id),
    csrf_secret bytea NOT NULL CHECK (length(csrf_secret) = 32),
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE INDEX session_account ON session (account_id);

CREATE INDEX session_expiry ON session (expires_at);

-- One-time links with which a person sets a password.
CREATE TABLE sign_in_link (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id text COLLATE "C" NOT NULL REFERENCES account (id),
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);

CREATE INDEX sign_in_link_account ON sign_in_link (account_id);

-- Internet providers that report (SOR/2011-292, section 3: each has its own identifier).
CREATE TABLE provider (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    identifier text COLLATE "C" NOT NULL UNIQUE,
    name text NOT NULL,
    abuse_email text,
    language text NOT NULL CHECK (language IN ('en', 'fr')),
    created_at bigint NOT NULL,
    disabled_at bigint
);

-- What a provider's machine shows. The prefix finds the row; only the hash of the rest is kept.
CREATE TABLE provider_token (
    prefix text COLLATE "C" NOT NULL PRIMARY KEY,
    provider_id text COLLATE "C" NOT NULL REFERENCES provider (id),
    secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
    created_at bigint NOT NULL,
    used_at bigint,
    revoked_at bigint
);

CREATE INDEX provider_token_provider ON provider_token (provider_id);
