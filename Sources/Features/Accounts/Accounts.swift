// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Accounts: who may sign in, and which internet providers may report.
//
// People have a name, a role, a password and sessions; providers have tokens for their programs.
//
// May touch: password hashing, seals of rows, the audit log, the storage seam. No casework.
// Tables: account, session, sign_in_link, provider, provider_token.
// Invariants:
// - tokens, links and sessions are stored as hashes only, and shown once;
// - a row whose seal is wrong, or that knows nothing of a change the audit log tells of, is absent;
// - there is always an administrator who can sign in;
// - every change stands in the audit log, in its own transaction.
// Limits: `AccountLimits`.
