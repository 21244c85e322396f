// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Outbound: the only way to other machines that somebody else chose.
//
// Pages and files are fetched, registries asked and mail handed to a relay. Addresses come from
// strangers, and from those whom they report.
//
// May touch: addresses and report formats. No record, no database.
// Invariants:
// - every address of a name is vetted before a connection, and the peer once more after it;
// - no cookie, no referrer, no credentials; redirects are followed one vetted request at a time;
// - every answer is bounded in bytes, time and steps (`FetchLimits`).
