// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// AuditLog: what was decided, disclosed, changed or looked at, provably.
//
// Events are committed to with a salt, sequenced into a Merkle tree and signed by checkpoints, so
// that whoever kept a checkpoint notices a change, and an erased event still fits its proofs.
//
// May touch: the storage seam, because an event is recorded in the transaction of its change.
// Tables: audit_event, audit_node, audit_checkpoint.
// Invariants:
// - what was recorded is never rewritten; erasure takes the words away, leaves the commitment, and
//   is an event itself;
// - facts are identifiers, counts, states and codes: no address, no name, no word of a report;
// - a checkpoint is signed once, for a tree that only grows, and published where one is told to.
