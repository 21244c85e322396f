// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// WebSupport: what every web application stands on, whoever it is for.
//
// Listeners and their limits, the guard of every route, forms, cookies and their protection,
// templates and phrases, static files, metrics.
//
// May touch: Hummingbird and Mustache. It knows no subject and no feature.
// Invariants:
// - a row of the route table is true: who may, how much may be sent, and what is put on record;
// - an answer whose event is not on record is not sent;
// - nothing about a visitor is logged or kept.
