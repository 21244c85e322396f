// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// NightlightCore: the words that every module uses.
//
// Identifiers and what they identify, time that tests can hurry, stable error codes, languages, and
// the vocabulary that modules speak to one another: kinds of audit events and of timeline events,
// the names of their facts, kinds of hashes. Nothing here knows what a word is for.
//
// May touch: nothing of ours.
// Invariants:
// - texts that stand in rows (kinds of events, names of facts) are never changed or removed;
// - an identifier says what it identifies, so that no other kind can be handed in its place;
// - states move only through a `TransitionTable`.
